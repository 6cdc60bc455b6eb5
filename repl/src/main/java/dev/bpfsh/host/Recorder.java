// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;

/** Keeps what JShell compiles and the order in which it would run it, and runs nothing. */
final class Recorder implements ExecutionControl {
    private final Map<String, byte[]> classFiles = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean withoutCode;

    /** A method without parameters to be called, or a variable to be read: both are static. */
    record Step(String className, String member) {}

    Map<String, byte[]> classFiles() {
        return classFiles;
    }

    List<Step> steps() {
        return steps;
    }

    /** Keeps a class of ours, to be made anew for the script. */
    void load(Class<?> ours) {
        try (InputStream classFile = ours.getResourceAsStream(ours.getSimpleName() + ".class")) {
            classFiles.put(ours.getName(), classFile.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        for (ClassBytecodes each : classes) {
            classFiles.put(each.name(), each.bytecodes());
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        // JShell then makes a class of another name and compiles all that depend on it again.
        throw new NotImplementedException("redefine");
    }

    /** The compiler may fail by an error of its own, and JShell go on as if it had not: then there is no such class. */
    @Override
    public String invoke(String className, String methodName) {
        if (classFiles.containsKey(className)) {
            steps.add(new Step(className, methodName));
        } else {
            withoutCode = true;
        }
        return "";
    }

    /** Whether what was compiled last had no code. */
    boolean wasWithoutCode() {
        boolean was = withoutCode;
        withoutCode = false;
        return was;
    }

    @Override
    public String varValue(String className, String variable) {
        return "";
    }

    @Override
    public void addToClasspath(String path) {
        // The class path is that of this process.
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
