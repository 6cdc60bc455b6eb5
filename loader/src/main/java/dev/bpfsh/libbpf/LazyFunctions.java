// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.ArrayFlags;
import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Function;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Functions of a library, declared by an interface as for {@link jnr.ffi.LibraryLoader}, each bound when it is first
 * called. JNR's own loader binds them all at once and writes a class for them, a millisecond for each function; a call
 * is faster then, which pays for what is called thousands of times and not for what is called once for each object.
 *
 * <p>Parameters are integers, {@code boolean}, {@link Pointer}s to memory outside of Java's, {@code byte[]}, which is
 * copied in and out, and {@link String}, with a zero byte behind. {@code errno} is kept, for
 * {@link jnr.ffi.LastError}.
 */
final class LazyFunctions implements InvocationHandler {
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private final ToLongFunction<String> addresses;
    private final Map<Method, Function> bound = new ConcurrentHashMap<>();

    private LazyFunctions(ToLongFunction<String> addresses) {
        this.addresses = addresses;
    }

    /**
     * The functions of an interface, named as in C.
     *
     * @param addresses where each is, 0 if there is none: to call that is an {@link UnsatisfiedLinkError}
     */
    static <T> T of(Class<T> functions, ToLongFunction<String> addresses) {
        return functions.cast(Proxy.newProxyInstance(
                functions.getClassLoader(), new Class<?>[] {functions}, new LazyFunctions(addresses)));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws ReflectiveOperationException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        var function = bound.computeIfAbsent(method, this::bind);
        var call = new HeapInvocationBuffer(function);
        for (int i = 0; i < function.getParameterCount(); i++) {
            put(call, arguments[i]);
        }
        try {
            return call(function, call, method.getReturnType());
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    private Function bind(Method method) {
        long address = addresses.applyAsLong(method.getName());
        if (address == 0) {
            throw new UnsatisfiedLinkError("there is no function " + method.getName());
        }
        var parameters = Arrays.stream(method.getParameterTypes())
                .map(LazyFunctions::type)
                .toArray(Type[]::new);
        return new Function(
                address,
                CallContext.getCallContext(type(method.getReturnType()), parameters, CallingConvention.DEFAULT, true));
    }

    private static Type type(Class<?> type) {
        if (type == int.class) {
            return Type.SINT32;
        } else if (type == long.class) {
            return Type.SINT64;
        } else if (type == boolean.class) {
            return Type.UINT8;
        } else if (type == void.class) {
            return Type.VOID;
        } else if (type == Pointer.class || type == byte[].class || type == String.class) {
            return Type.POINTER;
        }
        throw new IllegalArgumentException("no type of C for " + type);
    }

    private static void put(HeapInvocationBuffer call, Object argument) {
        if (argument == null) {
            call.putAddress(0);
        } else if (argument instanceof Integer number) {
            call.putInt(number);
        } else if (argument instanceof Long number) {
            call.putLong(number);
        } else if (argument instanceof Boolean truth) {
            call.putByte(truth ? 1 : 0);
        } else if (argument instanceof byte[] bytes) {
            call.putArray(bytes, 0, bytes.length, ArrayFlags.IN | ArrayFlags.OUT);
        } else if (argument instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            call.putArray(bytes, 0, bytes.length, ArrayFlags.IN | ArrayFlags.NULTERMINATE);
        } else if (argument instanceof Pointer pointer && pointer.isDirect()) {
            call.putAddress(pointer.address());
        } else {
            throw new IllegalArgumentException("not for a function of C: " + argument);
        }
    }

    private static Object call(Function function, HeapInvocationBuffer call, Class<?> result) {
        if (result == long.class) {
            return INVOKER.invokeLong(function, call);
        } else if (result == boolean.class) {
            return (INVOKER.invokeInt(function, call) & 0xff) != 0;
        } else if (result == int.class || result == void.class) {
            int answer = INVOKER.invokeInt(function, call);
            return result == int.class ? answer : null;
        }
        long address = INVOKER.invokeAddress(function, call);
        if (address == 0) {
            return null;
        }
        var pointer = Pointer.wrap(RUNTIME, address);
        return result == String.class ? pointer.getString(0) : pointer;
    }
}
