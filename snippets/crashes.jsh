// Shows each process that a signal ends.

var crashes = compile("""
        SEC("tp/sched/sched_process_exit") int end(void *ctx) {
            struct task_struct *task = bpf_get_current_task_btf();
            int signal = task->exit_code & 0x7f;
            if (signal && task->pid == task->tgid)
                bpf_printk("%s (%d) was ended by signal %d", task->comm, task->pid, signal);
            return 0;
        }""");
crashes.load();
crashes.attach();
trace("end");
