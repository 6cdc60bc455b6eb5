// What every session and every script begins with. What is imported here needs no import there.
import java.io.*;
import java.math.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

import dev.bpfsh.attach.*;
import dev.bpfsh.btf.*;
import dev.bpfsh.compile.*;
import dev.bpfsh.host.Options;
import dev.bpfsh.host.Timer;
import dev.bpfsh.host.TraceTail;
import dev.bpfsh.kernel.*;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Memory;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.*;
import dev.bpfsh.loader.map.*;
import dev.bpfsh.view.Cell;
import dev.bpfsh.view.Call;
import dev.bpfsh.view.EventTable;
import dev.bpfsh.view.FlameGraph;
import dev.bpfsh.view.Histogram;
import dev.bpfsh.view.LiveTable;
import dev.bpfsh.view.StackCounts;

import static dev.bpfsh.attach.Hooks.*;
import static dev.bpfsh.host.Options.options;
import static dev.bpfsh.host.Options.tool;
import static dev.bpfsh.host.Prelude.*;
