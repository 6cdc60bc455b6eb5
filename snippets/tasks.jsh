// Shows in which functions of the kernel how many tasks are: where they wait.

var tasks = open("task_iter");
tasks.load();
var symbols = KernelSymbols.load();
chart(tasks.program("tasks").attach().structs("task")
        .filter(task -> task.getLong("kernel_depth") > 0)
        .map(task -> symbols.name(task.getLong("kernel_top")))
        .collect(Collectors.groupingBy(function -> function, Collectors.counting())));
