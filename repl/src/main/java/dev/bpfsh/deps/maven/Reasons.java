// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps.maven;

import dev.bpfsh.deps.Coordinate;
import dev.bpfsh.deps.JarResolver.NotResolved;
import dev.bpfsh.deps.MavenSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Why something was not resolved: Maven Resolver's exceptions in a few lines. */
final class Reasons {
    private static final int LONGEST = 120;

    private Reasons() {}

    static NotResolved of(DependencyResolutionException e, List<Coordinate> wanted, MavenSettings settings) {
        var first = MavenResolver.missing(e).findFirst();
        var missing = first.map(result -> name(result.getRequest().getArtifact()))
                .orElse(wanted.get(0).toString());
        var tried = new ArrayList<String>();
        if (wanted.stream().noneMatch(each -> each.toString().equals(missing))) {
            tried.add("needed by "
                    + String.join(
                            ", ", wanted.stream().map(Coordinate::toString).toList()));
        }
        tried.add(settings.localRepository() + ": not there");
        boolean unreachable = false;
        Set<String> lines = new LinkedHashSet<>();
        for (var each : first.map(ArtifactResult::getExceptions).orElse(List.of())) {
            if (each instanceof ArtifactTransferException transfer && transfer.getRepository() != null) {
                unreachable |= !(each instanceof ArtifactNotFoundException) || isOffline(each);
                lines.add(transfer.getRepository().getUrl() + ": " + reason(each));
            }
        }
        if (first.isEmpty()) {
            lines.add(shortened(innermost(e)));
        }
        tried.addAll(lines);
        return new NotResolved(missing, tried, unreachable);
    }

    private static boolean isOffline(Throwable thrown) {
        return thrown.getCause() instanceof RepositoryOfflineException;
    }

    private static String reason(Exception each) {
        if (isOffline(each)) {
            return "not asked, being offline";
        }
        return each instanceof ArtifactNotFoundException ? "not there" : shortened(innermost(each));
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private static String shortened(Throwable thrown) {
        var name =
                thrown instanceof RepositoryException ? "" : thrown.getClass().getSimpleName() + ": ";
        var text =
                name + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private static String name(Artifact artifact) {
        var coordinate = new Coordinate(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getExtension(),
                artifact.getClassifier(),
                artifact.getVersion());
        return coordinate.toString();
    }
}
