var map = new TreeMap<String, Integer>();
map.put("a", 1);
int half(int n) {
    if (n > 1) throw new UnsupportedOperationException();
    return n / 2;
}
map.computeIfAbsent("b", key -> half(2));
