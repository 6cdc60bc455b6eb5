// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps.maven;

import dev.bpfsh.deps.Coordinate;
import dev.bpfsh.deps.JarResolver;
import dev.bpfsh.deps.MavenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.model.interpolation.ModelInterpolator;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/** Libraries from a local repository and Maven Central, or what the settings have in its place. */
public final class MavenResolver implements JarResolver {
    private static final RemoteRepository CENTRAL = new RemoteRepository.Builder(
                    "central", "default", ModelInterpolator.DEFAULT_MAVEN_REPO_CENTRAL_URL)
            .build();

    private final MavenSettings settings;
    private final RepositorySystem system = new RepositorySystemSupplier().get();

    /** One that finds its way by these settings. */
    public MavenResolver(MavenSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Path> resolve(List<Coordinate> wanted, Consumer<String> progress) throws NotResolved {
        var dependencies = wanted.stream()
                .map(each -> new Dependency(
                        new DefaultArtifact(
                                each.group(), each.artifact(), each.classifier(), each.extension(), each.version()),
                        JavaScopes.COMPILE))
                .toList();
        try (CloseableSession session = session(progress)) {
            var collect = new CollectRequest();
            collect.setDependencies(dependencies);
            collect.setRepositories(repositories(session));
            var request = new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
            return system.resolveDependencies(session, request).getArtifactResults().stream()
                    .map(result -> result.getArtifact().getPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw Reasons.of(e, wanted, settings);
        }
    }

    @Override
    public List<String> versions(Coordinate library) {
        try (CloseableSession session = session(line -> {})) {
            var request = new VersionRangeRequest(
                    new DefaultArtifact(library.group(), library.artifact(), "jar", "[0,)"), repositories(session), "");
            return system.resolveVersionRange(session, request).getVersions().stream()
                    .map(Object::toString)
                    .toList();
        } catch (VersionRangeResolutionException none) {
            return List.of();
        }
    }

    private List<RemoteRepository> repositories(RepositorySystemSession session) {
        return system.newResolutionRepositories(session, List.of(CENTRAL));
    }

    private CloseableSession session(Consumer<String> progress) {
        var mirrors = new DefaultMirrorSelector();
        settings.mirrors()
                .forEach(mirror -> mirrors.add(mirror.id(), mirror.url(), "default", false, false, mirror.of(), "*"));
        var proxies = new DefaultProxySelector();
        settings.proxies()
                .forEach(proxy -> proxies.add(
                        new org.eclipse.aether.repository.Proxy(proxy.protocol(), proxy.host(), proxy.port()),
                        proxy.except()));
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(settings.localRepository())
                .setOffline(settings.offline())
                .setMirrorSelector(mirrors)
                .setProxySelector(proxies)
                // What was not found a minute ago may be there now, and a network too.
                .setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false))
                .setTransferListener(new Downloads(progress))
                .build();
    }

    private static final class Downloads extends AbstractTransferListener {
        private final Consumer<String> progress;

        Downloads(Consumer<String> progress) {
            this.progress = progress;
        }

        @Override
        public void transferSucceeded(TransferEvent event) {
            var name = event.getResource().getResourceName();
            if (event.getRequestType() == TransferEvent.RequestType.GET && name.endsWith(".jar")) {
                progress.accept(name.substring(name.lastIndexOf('/') + 1) + "  "
                        + Math.max(1, event.getTransferredBytes() / 1024) + " KiB");
            }
        }
    }

    static Stream<ArtifactResult> missing(DependencyResolutionException e) {
        return e.getResult() == null
                ? Stream.empty()
                : e.getResult().getArtifactResults().stream().filter(result -> !result.isResolved());
    }
}
