// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.cgroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.TestCgroup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processes of a cgroup do: each kind is seen, and refused where it can be. */
@RequiresKernel({Feature.BPF, Feature.CGROUP2})
class CgroupHooksTest {
    /** Sends a packet to a port of this machine that nobody listens at. */
    private static final String[] PACKET = bash("exec 3<>/dev/udp/127.0.0.1/9; echo hello >&3");

    private TestCgroup cgroup;
    private BpfObject object;

    @BeforeEach
    void open() throws Exception {
        cgroup = new TestCgroup();
        object = Fixture.open("attach_cgroup");
        object.load();
    }

    @AfterEach
    void close() throws Exception {
        object.close();
        cgroup.close();
    }

    /** A perl script in the cgroup, with a socket S of UDP that dies of what is refused. */
    private static String[] perl(String statement) {
        var socket = "use Socket; socket(S, PF_INET, SOCK_DGRAM, 0) or die; my $a = sockaddr_in(0, INADDR_LOOPBACK); ";
        return new String[] {"perl", "-e", socket + statement + " or die;"};
    }

    private static String[] bash(String script) {
        return new String[] {"bash", "-c", script};
    }

    private void attach(String program) {
        object.program(program).attach(cgroup(cgroup.folder()));
    }

    /** Asserts that something is seen, and fails in the cgroup once the program refuses it. */
    private void assertSeenAndRefused(String global, String... command) throws Exception {
        assertThat(cgroup.run(command).status()).as(global).isZero();
        assertThat(Firing.count(object, global)).as(global).isPositive();
        object.global("refuse").set(1);
        assertThat(cgroup.run(command).status()).as(global + " refused").isNotZero();
    }

    @Test
    void packets() throws Exception {
        object.program("on_packet").attach(cgroup(cgroup.folder()).at("cgroup_inet_egress"));
        assertSeenAndRefused("packets", PACKET);
        var info = object.links().get(0).info();
        assertThat(info.type()).isEqualTo("cgroup");
        assertThat(info.details()).containsEntry("attach_type", "cgroup_inet_egress");
        var id = (Long) Files.getAttribute(Path.of(cgroup.folder()), "unix:ino");
        assertThat(info.details()).containsEntry("cgroup_id", id);
    }

    @Test
    void packetsWhereTheSectionSays() throws Exception {
        attach("on_packet");
        assertThat(object.links().get(0).info().details()).containsEntry("attach_type", "cgroup_inet_ingress");
    }

    @Test
    void sockets() throws Exception {
        attach("on_socket");
        assertSeenAndRefused("sockets", PACKET);
    }

    @Test
    void binds() throws Exception {
        attach("on_bind");
        assertSeenAndRefused("binds", perl("bind(S, $a)"));
    }

    @Test
    void messages() throws Exception {
        attach("on_message");
        assertSeenAndRefused("messages", perl("send(S, q(x), 0, sockaddr_in(9, INADDR_LOOPBACK))"));
    }

    @Test
    void optionsOfSockets() throws Exception {
        attach("on_get_option");
        attach("on_set_option");
        assertThat(cgroup.run(perl("getsockopt(S, SOL_SOCKET, SO_RCVBUF)")).status())
                .isZero();
        assertThat(Firing.count(object, "got_options")).isPositive();
        assertSeenAndRefused("set_options", perl("setsockopt(S, SOL_SOCKET, SO_RCVBUF, pack(q(i), 4096))"));
    }

    @Test
    void eventsOfTcp() throws Exception {
        attach("on_tcp");
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            cgroup.run(bash("exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort()));
            assertThat(Firing.count(object, "tcp_events")).isPositive();
        }
    }

    @Test
    void connectsGoElsewhere() throws Exception {
        attach("on_connect");
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            object.global("redirected_port").set(server.getLocalPort());
            assertThat(cgroup.run(bash("exec 3<>/dev/tcp/127.0.0.1/7777")).status())
                    .isZero();
            assertThat(Firing.count(object, "connects")).isEqualTo(1);
        }
    }

    @Test
    void devices() throws Exception {
        attach("on_device");
        assertSeenAndRefused("devices", "head", "-c", "1", "/dev/zero");
    }

    @Test
    void sysctls() throws Exception {
        attach("on_sysctl");
        assertSeenAndRefused("sysctls", "cat", "/proc/sys/kernel/ostype");
    }

    @Test
    void aCgroupMayGoWhileItIsAttachedTo() throws Exception {
        attach("on_sysctl");
        cgroup.close();
        var link = object.links().get(0);
        assertThat(link.info().type()).isEqualTo("cgroup");
        link.close();
        assertThatThrownBy(() -> attach("on_sysctl"))
                .isInstanceOf(AttachFailed.class)
                .hasMessageContaining("there is no cgroup " + cgroup.folder());
    }

    @Test
    void detachedItNoLongerFires() throws Exception {
        attach("on_sysctl");
        object.global("refuse").set(1);
        assertThat(cgroup.run("cat", "/proc/sys/kernel/ostype").status()).isNotZero();
        object.links().get(0).detach();
        assertThat(cgroup.run("cat", "/proc/sys/kernel/ostype").status()).isZero();
        assertThat(object.links().get(0).info().details()).containsEntry("cgroup_id", 0L);
    }

    @Test
    void aFolderThatIsNoCgroupIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> object.program("on_sysctl").attach(cgroup(folder.toString())))
                .isInstanceOf(AttachFailed.class)
                .hasMessageContaining(folder + " is no cgroup");
    }
}
