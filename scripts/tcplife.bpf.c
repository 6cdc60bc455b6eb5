// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// tcplife: how long each connection of TCP lived, and how much went through it.

#include <linux/bpf.h>
#include <linux/in.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include "net.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Those to show; 0 for all. .rodata is set before the load, and what compares with a 0 there the verifier leaves out.
const volatile __u32 wanted_pid = 0;
const volatile __u16 wanted_port = 0;

// What is known of a connection while it lives. pid is 0 until the process shows itself.
struct life {
	__u64 born;
	__u32 pid;
	char comm[16];
};

// What user space gets at its end.
struct connection {
	__u64 nanos;
	__u64 sent;
	__u64 received;
	__u32 pid;
	__u16 local_port;
	__u16 remote_port;
	struct address local;
	struct address remote;
	char comm[16];
};

// By the address of the kernel's struct sock, which is the connection's own as long as it lives.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, const void *);
	__type(value, struct life);
} lives SEC(".maps");

// A pointer that nobody follows: it keeps the type in the object, so that user space can decode it.
const struct connection *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} connections SEC(".maps");

// How many connections found no room in one of the two.
__u64 lost;

// Most changes of state happen when a packet comes, on behalf of whichever process is interrupted. These three happen
// in a system call of the owner: connect(), and close() or shutdown().
static int is_owners(int state)
{
	return state == BPF_TCP_SYN_SENT || state == BPF_TCP_FIN_WAIT1 || state == BPF_TCP_LAST_ACK;
}

static void note_owner(struct life *life)
{
	life->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(life->comm, sizeof(life->comm));
}

static void tell(struct trace_event_raw_inet_sock_set_state *ctx, const struct life *life)
{
	const struct tcp_sock *tcp = ctx->skaddr;
	struct connection *connection;

	if (wanted_pid && life->pid != wanted_pid)
		return;
	if (wanted_port && ctx->sport != wanted_port && ctx->dport != wanted_port)
		return;
	connection = bpf_ringbuf_reserve(&connections, sizeof(*connection), 0);
	if (!connection) {
		__sync_fetch_and_add(&lost, 1);
		return;
	}
	connection->nanos = bpf_ktime_get_ns() - life->born;
	connection->sent = BPF_CORE_READ(tcp, bytes_acked);
	connection->received = BPF_CORE_READ(tcp, bytes_received);
	connection->pid = life->pid;
	connection->local_port = ctx->sport;
	connection->remote_port = ctx->dport;
	// The tracepoint has the addresses of IPv4 in this form as well.
	bpf_probe_read_kernel(&connection->local, sizeof(connection->local), ctx->saddr_v6);
	bpf_probe_read_kernel(&connection->remote, sizeof(connection->remote), ctx->daddr_v6);
	__builtin_memcpy(connection->comm, life->comm, sizeof(connection->comm));
	bpf_ringbuf_submit(connection, 0);
}

// Runs at each change of state; the numbers of states are those of the kernel's include/net/tcp_states.h.
SEC("tp/sock/inet_sock_set_state")
int on_state(struct trace_event_raw_inet_sock_set_state *ctx)
{
	const void *sock = ctx->skaddr;
	int state = ctx->newstate;
	struct life *life, fresh = {};

	if (ctx->protocol != IPPROTO_TCP)
		return 0;
	life = bpf_map_lookup_elem(&lives, &sock);

	if (state == BPF_TCP_SYN_SENT || state == BPF_TCP_SYN_RECV) {
		// Somebody connects, or is connected to.
		fresh.born = bpf_ktime_get_ns();
		if (state == BPF_TCP_SYN_SENT)
			note_owner(&fresh);
		if (bpf_map_update_elem(&lives, &sock, &fresh, BPF_ANY))
			__sync_fetch_and_add(&lost, 1);
	} else if (life && state == BPF_TCP_CLOSE) {
		tell(ctx, life);
		bpf_map_delete_elem(&lives, &sock);
	} else if (life && is_owners(state) && !life->pid) {
		note_owner(life);
	}
	// What began before us has no life here, and is let go.
	return 0;
}
