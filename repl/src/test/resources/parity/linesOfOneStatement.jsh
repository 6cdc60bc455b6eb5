// Where a statement goes on in further lines, each part stands on its own.
int half(int n)
{
    return 1
        / n;
}
var quiet =

    half(
        1);
int
    apart
    = 
    3 + half(
        0);
