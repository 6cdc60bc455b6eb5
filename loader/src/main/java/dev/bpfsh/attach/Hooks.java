// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ProbeAttach;
import java.nio.file.Path;
import java.util.List;

/**
 * All hooks by the names of section definitions, to be imported statically:
 *
 * <pre>{@code
 * program.attach(kprobe("do_unlinkat"));
 * program.attach(uprobe("libc.so.6", "malloc").pid(42).cookie(7));
 * program.attach(xdp("lo").generic());
 * program.attach(cpuClock().frequency(99));
 * }</pre>
 */
public final class Hooks {
    private static final int SOFTWARE = 1;
    private static final int DEFAULT_FREQUENCY = 99;
    private static final Path OWN_NETNS = Path.of("/proc/thread-self/ns/net");

    private Hooks() {}

    /** {@code tracepoint("syscalls", "sys_enter_write")}. */
    public static Tracepoint tracepoint(String category, String name) {
        return new Tracepoint(category, name);
    }

    /** {@code rawTracepoint("sched_switch")}. */
    public static RawTracepoint rawTracepoint(String name) {
        return new RawTracepoint(name, 0);
    }

    /** {@code tpBtf("sched_switch")}. */
    public static TpBtf tpBtf(String name) {
        return new TpBtf(name, 0);
    }

    /** {@code kprobe("do_unlinkat")}: the entry of a function. */
    public static Kprobe kprobe(String function) {
        return new Kprobe(function, 0, false, 0);
    }

    /** {@code kretprobe("do_unlinkat")}: its return. */
    public static Kprobe kretprobe(String function) {
        return new Kprobe(function, 0, true, 0);
    }

    /** {@code kprobeMulti("vfs_*", "do_unlinkat")}: the entries of many. */
    public static KprobeMulti kprobeMulti(String... functions) {
        return new KprobeMulti(List.of(functions), ProbeMode.ENTRY, List.of());
    }

    /** {@code kretprobeMulti("vfs_*")}: their returns. */
    public static KprobeMulti kretprobeMulti(String... functions) {
        return new KprobeMulti(List.of(functions), ProbeMode.RETURN, List.of());
    }

    /** {@code kprobeSession("vfs_*")}: entries and returns, by one program. */
    public static KprobeMulti kprobeSession(String... functions) {
        return new KprobeMulti(List.of(functions), ProbeMode.SESSION, List.of());
    }

    /** {@code ksyscall("unlinkat")}: a system call. */
    public static Ksyscall ksyscall(String name) {
        return new Ksyscall(name, false, 0);
    }

    /** {@code kretsyscall("unlinkat")}: its return. */
    public static Ksyscall kretsyscall(String name) {
        return new Ksyscall(name, true, 0);
    }

    /** {@code uprobe("libc.so.6", "malloc")}: the entry of a function in any process. */
    public static Uprobe uprobe(String binary, String function) {
        return new Uprobe(binary, function, 0, ProbeAttach.ANY_PROCESS, false, 0);
    }

    /** {@code uprobe("/usr/bin/bash", 0x1234)}: a place in the file. */
    public static Uprobe uprobe(String binary, long offset) {
        return new Uprobe(binary, "", offset, ProbeAttach.ANY_PROCESS, false, 0);
    }

    /** {@code uretprobe("bash", "readline")}: the return of a function in any process. */
    public static Uprobe uretprobe(String binary, String function) {
        return new Uprobe(binary, function, 0, ProbeAttach.ANY_PROCESS, true, 0);
    }

    /** {@code uprobeMulti("libc.so.6", "str*")}: the entries of many. */
    public static UprobeMulti uprobeMulti(String binary, String... functions) {
        return new UprobeMulti(binary, List.of(functions), ProbeMode.ENTRY, ProbeAttach.ANY_PROCESS, List.of());
    }

    /** {@code uretprobeMulti("libc.so.6", "str*")}: their returns. */
    public static UprobeMulti uretprobeMulti(String binary, String... functions) {
        return new UprobeMulti(binary, List.of(functions), ProbeMode.RETURN, ProbeAttach.ANY_PROCESS, List.of());
    }

    /** {@code uprobeSession("libc.so.6", "malloc")}: entries and returns, by one program. */
    public static UprobeMulti uprobeSession(String binary, String... functions) {
        return new UprobeMulti(binary, List.of(functions), ProbeMode.SESSION, ProbeAttach.ANY_PROCESS, List.of());
    }

    /** {@code usdt("libjvm.so", "hotspot", "gc__begin")}: {@link Usdt#list} says which there are. */
    public static Usdt usdt(String binary, String provider, String name) {
        return new Usdt(binary, provider, name, ProbeAttach.ANY_PROCESS, 0);
    }

    /** {@code fentry("vfs_unlink")}, to be chosen before the load. */
    public static Fentry fentry(String function) {
        return new Fentry(function, 0);
    }

    /** {@code fexit("vfs_unlink")}, to be chosen before the load. */
    public static Fexit fexit(String function) {
        return new Fexit(function, 0);
    }

    /** {@code fmodRet("security_file_open")}, to be chosen before the load. */
    public static FmodRet fmodRet(String function) {
        return new FmodRet(function, 0);
    }

    /** {@code lsm("file_open")}, to be chosen before the load. */
    public static Lsm lsm(String hook) {
        return new Lsm(hook);
    }

    /** {@code freplace("verdict")}, of the program that was chosen before the load. */
    public static Freplace freplace(String function) {
        return new Freplace(function);
    }

    /** {@code iter()}, {@code iter().process(42)}, {@code iter().map(fd)}. */
    public static Iter iter() {
        return new Iter();
    }

    /** {@code perfEvent(0, 3).period(1000)}: by the numbers of {@code perf_event_open(2)}; 99 times a second. */
    public static PerfEvent perfEvent(int type, long config) {
        return new PerfEvent(type, config, DEFAULT_FREQUENCY, true, -1, -1, 0);
    }

    /** {@code cpuClock().frequency(99)}: time, on every machine. */
    public static PerfEvent cpuClock() {
        return perfEvent(SOFTWARE, 0);
    }

    /** {@code pageFaults().period(100)}. */
    public static PerfEvent pageFaults() {
        return perfEvent(SOFTWARE, 2);
    }

    /** {@code cpuCycles().frequency(99)}: a counter of the hardware, which virtual machines rarely have. */
    public static PerfEvent cpuCycles() {
        return perfEvent(0, 0);
    }

    /** {@code xdp("eth0")}, {@code xdp("lo").generic()}. */
    public static Xdp xdp(String interfaceName) {
        return new Xdp(interfaceName, Xdp.Mode.ANY);
    }

    /** {@code tcx("eth0", Direction.EGRESS)}. */
    public static Tcx tcx(String interfaceName, Direction direction) {
        return new Tcx(interfaceName, direction);
    }

    /** {@code tc("eth0", Direction.EGRESS)}: for kernels without {@link #tcx}. */
    public static Tc tc(String interfaceName, Direction direction) {
        return new Tc(interfaceName, direction, 0, 0);
    }

    /** {@code netkit("nk0")}: what the device itself sends; {@code new Netkit("nk0", true)} what its peer does. */
    public static Netkit netkit(String interfaceName) {
        return new Netkit(interfaceName, false);
    }

    /** {@code netfilter(Netfilter.Point.LOCAL_IN).priority(-100)}. */
    public static Netfilter netfilter(Netfilter.Point point) {
        return new Netfilter(Netfilter.Family.IPV4, point, 0, false);
    }

    /** {@code cgroup("/sys/fs/cgroup/user.slice")}. */
    public static Cgroup cgroup(String folder) {
        return new Cgroup(Path.of(folder), "");
    }

    /** {@code socketFilter(PacketSocket.open("lo").fd())}: what the socket gets. */
    public static SocketFilter socketFilter(int fd) {
        return new SocketFilter(fd);
    }

    /** {@code reuseport(3)}: the sockets that share a port with that of this descriptor. */
    public static Reuseport reuseport(int fd) {
        return new Reuseport(fd);
    }

    /** {@code netns()}: the network namespace of the calling thread. */
    public static Netns netns() {
        return new Netns(OWN_NETNS);
    }

    /** {@code netns("/run/netns/blue")}. */
    public static Netns netns(String file) {
        return new Netns(Path.of(file));
    }

    /** {@code sockMap(BpfMap.create("sockmap", "sockets", 4, 4, 16).fd())}: the sockets in a map. */
    public static SockMap sockMap(int mapFd) {
        return new SockMap(mapFd);
    }
}
