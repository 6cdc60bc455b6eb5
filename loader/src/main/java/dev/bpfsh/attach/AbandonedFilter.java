// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.Interfaces;
import dev.bpfsh.kernel.ProgramHolders;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Linux;
import dev.bpfsh.libbpf.TcFilter;
import dev.bpfsh.libbpf.TcFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter that {@link Tc} made in a process which was killed: the kernel keeps filters for ever. It is known by its
 * handle, which says who made it; so those that were attached with a handle or a priority of one's own are not found.
 *
 * @param interfaceName in the network namespace of the calling thread
 * @param direction which way
 * @param priority of the filter
 * @param handle of the filter
 * @param programId of its program
 * @param removed whether it is gone; it stays where processes cannot all be seen that may still hold the program
 */
public record AbandonedFilter(
        String interfaceName, Direction direction, int priority, int handle, int programId, boolean removed) {
    /**
     * Removes those of a program of that name, on all interfaces, and the {@code clsact} that they were given, if nothing
     * else is there. What a living process holds stays, and is not in the list; likewise what anybody else has made.
     *
     * <pre>{@code AbandonedFilter.removeAll("show_packet").forEach(System.err::println)}</pre>
     */
    public static List<AbandonedFilter> removeAll(String program) {
        var abandoned = new ArrayList<AbandonedFilter>();
        for (var name : Interfaces.names()) {
            for (var direction : Direction.values()) {
                for (var found : on(name, direction)) {
                    if (found.isOf(program)) {
                        remove(name, direction, found).ifPresent(abandoned::add);
                    }
                }
            }
        }
        return abandoned;
    }

    private static List<TcFilters.Found> on(String name, Direction direction) {
        try {
            int point = direction == Direction.INGRESS ? TcFilter.INGRESS : TcFilter.EGRESS;
            return TcFilters.programs(Linux.interfaceIndex(name), point).stream()
                    .filter(found -> found.filter().maker().isPresent())
                    .toList();
        } catch (ErrnoException goneOrWithoutTrafficControl) {
            return List.of();
        }
    }

    private static Optional<AbandonedFilter> remove(String name, Direction direction, TcFilters.Found found) {
        var filter = found.filter();
        var holders = ProgramHolders.of(found.programId());
        if (!holders.pids().isEmpty()) {
            return Optional.empty();
        }
        boolean unsure = !holders.wholeMachine()
                || holders.unseen().contains((long) filter.maker().orElseThrow());
        boolean removed = !unsure && filter.deleteLeft(found.programId());
        // Neither: somebody else was quicker, or attaching will say that this process may not.
        return unsure || removed
                ? Optional.of(new AbandonedFilter(
                        name, direction, filter.priority(), filter.handle(), found.programId(), removed))
                : Optional.empty();
    }

    /** A sentence that says it all. */
    @Override
    public String toString() {
        var place = "tc/" + direction.word() + " of " + interfaceName;
        return removed
                ? "removed from " + place + ": program " + programId + " of a process that was killed"
                : "still at " + place + ": program " + programId + ", maybe of a process that cannot be seen from here;"
                        + " if not: tc filter delete dev " + interfaceName + " " + direction.word() + " pref "
                        + priority
                        + " handle 0x" + Integer.toHexString(handle) + " bpf";
    }
}
