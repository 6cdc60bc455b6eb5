int g() { return 1; }

int f(int n) {
    if (n > 0)
        throw new IllegalStateException("f " + g());
    return g();
}

f(1);
import java.text.*;
import java.util.zip.*;
import java.util.regex.Pattern;
int g() {
    return 2;
}
Pattern p = Pattern.compile("x");
int g() {
    return 2 + p.flags();
}
f(1);
