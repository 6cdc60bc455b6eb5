// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs what JShell compiles in this process.
 *
 * <p>Ours because the local one of the JDK cannot stop a blocking call, stops background threads on newer JDKs, and
 * sets the default handler of uncaught exceptions. It keeps the objects of which the interface passes on only texts:
 * what JShell is told as the value is always empty, since {@code toString} of a user's object may throw or never end.
 */
final class HostControl extends DirectExecutionControl {
    private final SnippetLoader loader;
    private final Runner runner;
    private final Evaluator evaluator;
    private Object maker = this;
    private Stopwatch stopwatch;
    private Object value;
    private Throwable thrown;
    private List<Throwable> family = List.of();
    private Throwable unusable;
    private String stoppedIn;

    HostControl(Evaluator evaluator) {
        this.evaluator = evaluator;
        loader = new SnippetLoader(evaluator);
        runner = new Runner(loader);
    }

    /** Says for whom what is made is made from now on, see {@link Session#as}. */
    void worksFor(Object maker) {
        this.maker = maker;
    }

    /** Has a stopwatch measure what is invoked from now on; null for none. */
    void measureWith(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    Runner runner() {
        return runner;
    }

    /** What the last invocation returned. */
    Object value() {
        return value;
    }

    /** What the last invocation threw, or null. */
    Throwable thrown() {
        return thrown;
    }

    /** That, its causes and what they suppressed. */
    List<Throwable> family() {
        return family;
    }

    /** Why the class of a snippet could not be used, or null: JShell keeps that to itself. */
    Throwable unusable() {
        return unusable;
    }

    /** Where the last invocation was stopped, see {@link Outcome.Stopped}; null if it was not. */
    String stoppedIn() {
        return stoppedIn;
    }

    void forget() {
        value = null;
        thrown = null;
        family = List.of();
        unusable = null;
        stoppedIn = null;
        evaluator.forgetSteps();
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] installed = new boolean[classes.length];
        for (ClassBytecodes each : classes) {
            loader.weave(each.name(), each.bytecodes());
        }
        for (int i = 0; i < classes.length; i++) {
            try {
                findClass(classes[i].name());
                installed[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                unusable = e;
                throw new ClassInstallException("load: " + e, installed);
            }
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** The compiler may fail by an error of its own, and JShell go on as if it had not. */
    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        if (unusable == null && !loader.knows(className)) {
            unusable = new IllegalStateException(Diagnostics.NO_CODE + "\nhint: " + Diagnostics.NO_CODE_HINT);
            throw new InternalException(Diagnostics.NO_CODE);
        }
        return super.invoke(className, methodName);
    }

    @Override
    protected String invoke(Method method) throws Exception {
        value = null;
        try {
            Callable<Object> work = () -> method.invoke(null);
            Callable<Object> measured = stopwatch == null ? work : stopwatch.around(work);
            Callable<Object> noted = evaluator.noting(measured);
            value = runner.call(() -> Session.as(maker, noted));
            return "";
        } catch (Runner.StoppedException e) {
            stoppedIn = e.getMessage();
            throw new StoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationTargetException wrapped) {
                family = family(wrapped.getCause());
                throw wrapped;
            }
            throw e;
        }
    }

    /** To ask an exception for its cause is to run code of the user's. */
    private List<Throwable> family(Throwable cause) {
        try {
            return runner.call(() -> Frames.family(cause));
        } catch (Runner.StoppedException | ExecutionException e) {
            return List.of(cause);
        }
    }

    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException {
        thrown = cause;
        if (cause instanceof SPIResolutionException unresolved) {
            throw new ResolutionException(unresolved.id(), cause.getStackTrace());
        }
        // A chain of the whole family: JShell translates the frames of each, and thereby of all of them.
        UserException chain = null;
        for (int i = family.size() - 1; i >= 0; i--) {
            UserException link = new UserException("", "", Frames.of(family.get(i)));
            link.initCause(chain);
            chain = link;
        }
        throw chain;
    }

    @Override
    protected String throwConvertedOtherException(Throwable other) throws RunException, InternalException {
        unusable = other;
        return super.throwConvertedOtherException(other);
    }

    /** The object that a variable's field holds. */
    Object read(String className, String variable) throws ReflectiveOperationException {
        Field field = findClass(className).getDeclaredField(variable);
        field.setAccessible(true);
        return field.get(null);
    }

    @Override
    public void addToClasspath(String path) {
        loader.add(Path.of(path));
    }

    @Override
    public String varValue(String className, String variable) {
        return "";
    }

    @Override
    public void stop() {
        runner.stop();
    }

    @Override
    public void close() {
        runner.close();
    }
}
