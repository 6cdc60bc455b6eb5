#!/usr/bin/env bpfsh
System.out.println(args.length);
for (String each : args) System.out.println("<" + each + ">");
int count() { return args.length; }
System.out.println(count());
args[0] = "changed";
System.out.println(args[0]);
args = new String[] {"other"};
System.out.println(String.join(",", args) + count());
