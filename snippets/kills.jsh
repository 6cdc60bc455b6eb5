// Shows who sends which signal to whom.

var kills = compile("""
        SEC("tp/signal/signal_generate") int kill(struct trace_event_raw_signal_generate *to) {
            if (to->sig != 17)   // that a child has ended
                bpf_printk("signal %d to %s (%d)", to->sig, to->comm, to->pid);
            return 0;
        }""");
kills.load();
kills.attach();
trace("kill");
