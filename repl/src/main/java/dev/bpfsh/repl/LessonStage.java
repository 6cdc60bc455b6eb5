// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.AtExit;
import dev.bpfsh.host.Checkpoint;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.lesson.Stage;
import dev.bpfsh.loader.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The session of a prompt as a lesson needs it. */
final class LessonStage implements Stage {
    private static final String FILE = "lesson";
    private static final long PATIENCE_MILLIS = 5_000;

    private final Prompt prompt;
    private final Evaluator evaluator;
    private Checkpoint beginning;
    private AtExit ending = undoing(() -> {});

    private LessonStage(Prompt prompt, Evaluator evaluator) {
        this.prompt = prompt;
        this.evaluator = evaluator;
    }

    /** That of a prompt. */
    static Stage of(Prompt prompt, Evaluator evaluator) {
        return new LessonStage(prompt, evaluator);
    }

    @Override
    public void begin(List<String> undo) {
        Checkpoint moment = Checkpoint.of(evaluator);
        beginning = moment;
        ending = undoing(() -> {
            moment.endPrograms();
            undoAtEnd(undo);
        });
        Session.current().own(ending);
    }

    private static AtExit undoing(Runnable task) {
        return new AtExit(task, "undoes the lesson");
    }

    @Override
    public boolean run(String code) {
        return prompt.takeQuietly(code);
    }

    @Override
    public Outcome look(String unit) {
        AtomicReference<Outcome> last = new AtomicReference<>(new Outcome.Done(""));
        evaluator.begin(FILE, unit, last::set);
        return last.get();
    }

    @Override
    public List<String> takeBack() {
        Session.current().disown(ending);
        return beginning.goBack();
    }

    /**
     * The process ends, by a signal perhaps, or by an evaluation that will never return and keeps the session for itself:
     * so another one does it, which has none of its names.
     */
    private static void undoAtEnd(List<String> undo) {
        if (undo.isEmpty()) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try (Evaluator other = new Evaluator(Launch.prelude())) {
                        undo.forEach(unit -> other.eval(FILE, unit));
                    }
                },
                "bpfsh-lesson-end");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            // Whoever is in a hurry leaves it.
            Thread.currentThread().interrupt();
        }
    }
}
