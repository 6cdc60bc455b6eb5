#!/usr/bin/env bpfsh
// What is declared further down is seen by methods and types.
int even(int n) { return n == 0 ? 1 : odd(n - 1); }
class Tree { Leaf leaf = new Leaf(); int total = scale(leaf.size); }
interface Sized { int size(); default Sized twice() { return new Twice(this); } }
int odd(int n) { return n == 0 ? 0 : even(n - 1); }
class Leaf { int size = 4; Tree parent; }
record Twice(Sized of) implements Sized { public int size() { return 2 * of.size(); } }
int scale(int n) { return n * factor; }
String greet() { return greeting + " " + even(10); }
int factor = 10;
String greeting = "hello";
System.out.println(greet());
System.out.println(new Tree().total);
Sized five = () -> 5;
System.out.println(five.twice().twice().size());
