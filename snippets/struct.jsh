// Shows a type of the kernel: its layout, and as C with all that it needs.

show(btf("list_head"));
System.out.println(btf("hlist_node").definition());
