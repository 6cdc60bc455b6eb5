// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.OnlineCpus;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.PerfEventFd;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A clock or counter that runs a program, {@code SEC("perf_event")}, see {@code perf_event_open(2)}. On all CPUs it is
 * one link of ours, with one of the kernel for each CPU that is online.
 *
 * @param type {@code enum perf_type_id}: 0 hardware, 1 software, ...
 * @param config which event of that type
 * @param rate samples a second, or events between samples
 * @param frequency whether the rate is the former
 * @param cpu the only CPU; -1 for all
 * @param tid the only thread; -1 for all
 * @param cookie since Linux v5.15; 0 for none
 */
public record PerfEvent(int type, long config, long rate, boolean frequency, int cpu, int tid, long cookie)
        implements Hook {
    private static final int HARDWARE = 0;

    /** So many samples a second, on each CPU. */
    public PerfEvent frequency(long hertz) {
        return new PerfEvent(type, config, hertz, true, cpu, tid, cookie);
    }

    /** One sample for so many events; nanoseconds for a clock. */
    public PerfEvent period(long events) {
        return new PerfEvent(type, config, events, false, cpu, tid, cookie);
    }

    /** On one CPU only. */
    public PerfEvent cpu(int cpu) {
        return new PerfEvent(type, config, rate, frequency, cpu, tid, cookie);
    }

    /** For one thread only, on whichever CPU it runs. */
    public PerfEvent thread(long tid) {
        return new PerfEvent(type, config, rate, frequency, cpu, Candidates.pid(tid), cookie);
    }

    /** The same with a cookie. */
    public PerfEvent cookie(long cookie) {
        return new PerfEvent(type, config, rate, frequency, cpu, tid, cookie);
    }

    /** {@code perf_event_open}, {@code bpf_program__attach_perf_event_opts}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        if (cpu >= 0 || tid >= 0) {
            return attach(program, cpu);
        }
        var links = new ArrayList<LinkHandle>();
        try {
            for (int each : OnlineCpus.now()) {
                links.add(attach(program, each));
            }
            return LinkHandle.group(links);
        } catch (ErrnoException | RuntimeException e) {
            links.forEach(LinkHandle::close);
            throw e;
        }
    }

    private LinkHandle attach(ProgramHandle program, int onCpu) throws ErrnoException {
        return new ProbeAttach(program).perfEvent(PerfEventFd.open(type, config, rate, frequency, tid, onCpu), cookie);
    }

    @Override
    public Optional<String> absence() {
        if (type == HARDWARE && Files.notExists(Path.of("/sys/bus/event_source/devices/cpu"))) {
            return Optional.of("this machine has no hardware counters, as in most virtual ones: try cpuClock()");
        }
        return Candidates.noProcess(tid);
    }

    @Override
    public Topic topic() {
        return Topic.PROFILING;
    }

    @Override
    public String toString() {
        return "perf_event type " + type + " config " + config + ", "
                + (frequency ? rate + " Hz" : "each " + rate)
                + (tid >= 0 ? ", thread " + tid : "")
                + (cpu >= 0 ? ", CPU " + cpu : tid >= 0 ? "" : ", all CPUs");
    }
}
