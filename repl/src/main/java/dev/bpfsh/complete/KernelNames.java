// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.attach.Binaries;
import dev.bpfsh.attach.Usdt;
import dev.bpfsh.attach.UsdtProbe;
import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType;
import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.kernel.Interfaces;
import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.kernel.Maps;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.loader.map.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What of this machine a hook can name: tracepoints, functions, symbols, probes, interfaces, types, what is loaded. */
final class KernelNames {
    private static final String SYSTEM_CALL = "syscalls/sys_enter_";
    private static final String LSM = "bpf_lsm_";
    private static final Path MODULES = Path.of("/sys/kernel/btf");

    private static final List<Class<? extends BtfType>> NAMED =
            List.of(BtfType.Composite.class, BtfType.Enumeration.class, BtfType.Typedef.class);

    private final NameTables tables;

    KernelNames(NameTables tables) {
        this.tables = tables;
    }

    /** {@code category/name}. */
    NameTable tracepoints() {
        return tables.get("the kernel's tracepoints", Tracefs::tracepoints);
    }

    NameTable tracepoints(String category) {
        return tables.get("the kernel's tracepoints of " + category, () -> Tracefs.tracepoints().stream()
                .filter(name -> name.startsWith(category + "/"))
                .map(name -> name.substring(category.length() + 1))
                .toList());
    }

    NameTable categories() {
        return tables.get("the kernel's tracepoint categories", () -> Tracefs.tracepoints().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .toList());
    }

    NameTable systemCalls() {
        return tables.get("the kernel's system calls", () -> Tracefs.tracepoints().stream()
                .filter(name -> name.startsWith(SYSTEM_CALL))
                .map(name -> name.substring(SYSTEM_CALL.length()))
                .toList());
    }

    NameTable rawTracepoints() {
        return tables.get("the kernel's raw tracepoints", KernelFunctions::rawTracepoints);
    }

    /** Those that a kprobe can name; where the kernel does not say which, all. */
    NameTable functions() {
        return tables.get("the kernel's functions", () -> {
            Collection<String> traceable = KernelFunctions.traceable();
            return traceable.isEmpty() ? KernelFunctions.all() : traceable;
        });
    }

    /** Those with a type, which fentry and its kin need. */
    NameTable typedFunctions() {
        return tables.get(
                "the kernel's typed functions", () -> names(KernelBtf.vmlinux(), List.of(BtfType.Function.class)));
    }

    NameTable securityHooks() {
        return tables.get("the kernel's security hooks", () -> KernelFunctions.all().stream()
                .filter(name -> name.startsWith(LSM))
                .map(name -> name.substring(LSM.length()))
                .toList());
    }

    NameTable kernelTypes() {
        return tables.get("the kernel's types", () -> names(KernelBtf.vmlinux(), NAMED));
    }

    /** The structs, unions, enums and typedefs of an object. */
    static NameTable types(Btf btf) {
        return NameTable.of(names(btf, NAMED));
    }

    private static List<String> names(Btf btf, List<Class<? extends BtfType>> kinds) {
        return kinds.stream()
                .flatMap(btf::all)
                .map(BtfType::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    NameTable modules() {
        return tables.get("the kernel's modules", () -> {
            try (var files = Files.list(MODULES)) {
                return files.map(file -> file.getFileName().toString()).toList();
            } catch (IOException none) {
                return List.of();
            }
        });
    }

    /** Read anew each time: they come and go. */
    NameTable interfaces() {
        return NameTable.of(Interfaces.names());
    }

    /** What is loaded now, by whomever, with its type; of several of one name, the newest. */
    Map<String, String> programs() {
        return loaded(Programs::all, ProgramInfo::name, ProgramInfo::type);
    }

    Map<String, String> maps() {
        return loaded(Maps::all, MapInfo::name, map -> MapType.of(map.type()).spelled());
    }

    private static <T> Map<String, String> loaded(
            Supplier<List<T>> all, Function<T, String> name, Function<T, String> type) {
        try {
            return all.get().stream()
                    .filter(each -> !name.apply(each).isEmpty())
                    .collect(Collectors.toMap(name, type, (older, newer) -> newer));
        } catch (BpfException mayNot) {
            return Map.of();
        }
    }

    NameTable binaries() {
        return tables.get("programs and libraries", () -> {
            var all = new ArrayList<>(Binaries.libraries());
            all.addAll(Binaries.programs());
            return all;
        });
    }

    NameTable symbols(String binary) {
        return tables.get("the functions of " + binary, () -> Binaries.functions(binary));
    }

    NameTable providers(String binary) {
        return tables.get("the probe providers of " + binary, () -> Usdt.list(binary).stream()
                .map(UsdtProbe::provider)
                .distinct()
                .toList());
    }

    NameTable probes(String binary, String provider) {
        return tables.get("the probes " + provider + " of " + binary, () -> Usdt.list(binary).stream()
                .filter(probe -> probe.provider().equals(provider))
                .map(UsdtProbe::name)
                .toList());
    }
}
