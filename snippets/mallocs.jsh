// Shows how large the pieces of memory are that a process asks malloc() for.

var mallocs = compile("""
        u64 slots[64];
        SEC("uprobe") int asked(struct pt_regs *ctx) {
            u64 slot = 0;
            for (u64 size = PT_REGS_PARM1(ctx); size > 1 && slot < 63; slot++) size /= 2;
            __sync_fetch_and_add(&slots[slot & 63], 1);
            return 0;
        }""");
mallocs.load();
mallocs.program("asked").attach(uprobe("libc.so.6", "malloc").pid(pid()));   // which process
sleep(seconds(1));
histogram("bytes", mallocs.global("slots").getLongs());
