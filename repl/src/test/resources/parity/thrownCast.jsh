Object o = "text";
List<Integer> numbers = (List<Integer>) (List<?>) List.of("a");
System.out.println(numbers.size());
int first = numbers.get(0);
