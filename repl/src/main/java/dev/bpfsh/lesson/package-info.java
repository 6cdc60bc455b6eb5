// SPDX-License-Identifier: Apache-2.0
/**
 * Lessons: Markdown whose blocks of Java are played step by step at the prompt. A {@link dev.bpfsh.lesson.Shelf} finds
 * them, a {@link dev.bpfsh.lesson.LessonReader} reads one, a {@link dev.bpfsh.lesson.Player} plays it. Nothing here is
 * loaded before a lesson is asked for.
 */
package dev.bpfsh.lesson;
