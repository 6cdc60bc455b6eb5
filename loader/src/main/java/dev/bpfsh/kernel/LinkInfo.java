// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.RawLinkInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel knows of a link ({@code struct bpf_link_info} in {@code linux/bpf.h}).
 *
 * @param id its number, which {@code bpftool link} shows; 0 where the kernel has no link for this hook
 * @param type such as {@code perf_event}, by the names of bpftool; {@code none} where there is no link
 * @param programId the program's number; 0 where it is not known
 * @param details what the type adds, such as {@code ifindex}; numbers are {@code Long}
 */
public record LinkInfo(long id, String type, long programId, Map<String, Object> details) {
    private static final int KIND = 16;

    /** Where in the struct a type keeps what, in the order of {@code enum bpf_link_type}. */
    private enum Type {
        UNSPEC,
        RAW_TRACEPOINT,
        TRACING,
        CGROUP,
        ITER,
        NETNS,
        XDP,
        PERF_EVENT,
        KPROBE_MULTI,
        STRUCT_OPS,
        NETFILTER,
        TCX,
        UPROBE_MULTI,
        NETKIT,
        SOCKMAP
    }

    private static final String[] PERF_TYPES = {
        "unspec", "uprobe", "uretprobe", "kprobe", "kretprobe", "tracepoint", "event"
    };

    /** Keeps the details in their order. */
    public LinkInfo {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * Asks the kernel.
     *
     * @return empty where it has no link for this
     * @throws IllegalStateException if the link is closed
     */
    public static Optional<LinkInfo> of(LinkHandle link) {
        return link.info().map(info -> read(link, info));
    }

    private static LinkInfo read(LinkHandle link, RawLinkInfo info) {
        int number = info.s32(0);
        var types = Type.values();
        var type = number >= 0 && number < types.length ? types[number] : Type.UNSPEC;
        var name = type == Type.UNSPEC ? "type " + number : type.name().toLowerCase(Locale.ROOT);
        return new LinkInfo(info.u32(4), name, info.u32(8), details(type, link, info));
    }

    private static Map<String, Object> details(Type type, LinkHandle link, RawLinkInfo info) {
        var details = new LinkedHashMap<String, Object>();
        switch (type) {
            case RAW_TRACEPOINT -> {
                details.put("name", link.infoText(KIND, KIND + 8));
                cookie(details, info, KIND + 16);
            }
            case TRACING -> {
                attachType(details, info, KIND);
                details.put("target_obj_id", info.u32(KIND + 4));
                details.put("target_btf_id", info.u32(KIND + 8));
                cookie(details, info, KIND + 16);
            }
            case CGROUP -> {
                details.put("cgroup_id", info.u64(KIND));
                attachType(details, info, KIND + 8);
            }
            case ITER -> iterator(details, link, info);
            case NETNS -> {
                details.put("netns_ino", info.u32(KIND));
                attachType(details, info, KIND + 4);
            }
            case XDP -> details.put("ifindex", info.u32(KIND));
            case PERF_EVENT -> perfEvent(details, link, info);
            case KPROBE_MULTI -> {
                details.put("count", info.u32(KIND + 8));
                details.put("flags", info.u32(KIND + 12));
                details.put("missed", info.u64(KIND + 16));
            }
            case STRUCT_OPS -> details.put("map_id", info.u32(KIND));
            case NETFILTER -> {
                details.put("pf", info.u32(KIND));
                details.put("hooknum", info.u32(KIND + 4));
                details.put("priority", (long) info.s32(KIND + 8));
                details.put("flags", info.u32(KIND + 12));
            }
            case TCX, NETKIT -> {
                details.put("ifindex", info.u32(KIND));
                attachType(details, info, KIND + 4);
            }
            case UPROBE_MULTI -> {
                details.put("path", link.infoText(KIND, KIND + 32));
                details.put("count", info.u32(KIND + 36));
                details.put("flags", info.u32(KIND + 40));
                details.put("pid", info.u32(KIND + 44));
            }
            case SOCKMAP -> {
                details.put("map_id", info.u32(KIND));
                attachType(details, info, KIND + 4);
            }
            case UNSPEC -> {}
        }
        return details;
    }

    private static void iterator(Map<String, Object> details, LinkHandle link, RawLinkInfo info) {
        var target = link.infoText(KIND, KIND + 8);
        details.put("target", target);
        if (target.startsWith("bpf_map_elem") || target.startsWith("bpf_sk_storage")) {
            details.put("map_id", info.u32(KIND + 12));
        } else if (target.startsWith("task")) {
            details.put("tid", info.u32(KIND + 16));
            details.put("pid", info.u32(KIND + 20));
        } else if (target.equals("cgroup")) {
            details.put("cgroup_id", info.u64(KIND + 16));
            details.put("order", info.u32(KIND + 24));
        }
    }

    // Since Linux v6.6; before that the kernel says nothing of these.
    private static void perfEvent(Map<String, Object> details, LinkHandle link, RawLinkInfo info) {
        int kind = info.s32(KIND);
        if (kind <= 0 || kind >= PERF_TYPES.length) {
            return;
        }
        details.put("event", PERF_TYPES[kind]);
        int values = KIND + 8;
        switch (PERF_TYPES[kind]) {
            case "uprobe", "uretprobe" -> {
                details.put("file", link.infoText(values, values + 8));
                details.put("offset", info.u32(values + 12));
                cookie(details, info, values + 16);
            }
            case "kprobe", "kretprobe" -> {
                details.put("function", link.infoText(values, values + 8));
                details.put("offset", info.u32(values + 12));
                details.put("missed", info.u64(values + 24));
                cookie(details, info, values + 32);
            }
            case "tracepoint" -> {
                details.put("name", link.infoText(values, values + 8));
                cookie(details, info, values + 16);
            }
            default -> {
                details.put("config", info.u64(values));
                details.put("type", info.u32(values + 8));
                cookie(details, info, values + 16);
            }
        }
    }

    private static void attachType(Map<String, Object> details, RawLinkInfo info, int at) {
        details.put("attach_type", AttachTypes.name(info.s32(at)));
    }

    private static void cookie(Map<String, Object> details, RawLinkInfo info, int at) {
        if (info.u64(at) != 0) {
            details.put("cookie", info.u64(at));
        }
    }
}
