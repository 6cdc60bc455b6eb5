// Shows which names of hosts are looked up, and by whom.

var names = compile("""
        SEC("uprobe") int asked(struct pt_regs *ctx) {
            char name[64];
            bpf_probe_read_user_str(name, sizeof(name), (void *) PT_REGS_PARM1(ctx));
            bpf_printk("looks up %s", name);
            return 0;
        }""");
names.load();
names.program("asked").attach(uprobe("libc.so.6", "getaddrinfo"));
trace("asked");
