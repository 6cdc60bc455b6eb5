// Lists the files that were deleted and are open still: they take room on the disk.

var files = compile("""
        SEC("iter/task_file") int file(struct bpf_iter__task_file *ctx) {
            struct task_struct *task = ctx->task;
            struct file *file = ctx->file;
            if (!task || !file || file->f_inode->i_nlink || !file->f_inode->i_size) return 0;
            BPF_SEQ_PRINTF(ctx->meta->seq, "%s (%d) has %s open, %ld bytes\\n", task->comm, task->tgid,
                    file->f_path.dentry->d_name.name, file->f_inode->i_size);
            return 0;
        }""");
files.load();
print(files.program("file").attach().lines().distinct().toList());
