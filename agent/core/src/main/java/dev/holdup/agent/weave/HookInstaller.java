package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.UserProbe;
import dev.holdup.boot.Families;
import dev.holdup.boot.UserHooks;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Puts hooks into classes of the JDK and takes them out again. All classes go in one batch, which
 * is one pause; if the JVM refuses the batch, one by one, so that one bad class does not cost the
 * others.
 */
public final class HookInstaller {
    private static final Class<?>[] NONE = {};

    private final Instrumentation instrumentation;
    private final HookStatus status = new HookStatus();
    private final Map<String, Map<String, Hook>> byClass = new LinkedHashMap<>();
    private final List<Class<?>> woven = new ArrayList<>();
    private final ClassFileTransformer transformer = new Weaver();

    /** Written before the transformer is added. */
    private volatile List<UserProbe> probes = List.of();

    /** Names, with slashes, of the application's classes that are woven. */
    private final Set<String> probed = ConcurrentHashMap.newKeySet();

    public HookInstaller(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** What became of each hook. */
    public HookStatus status() {
        return status;
    }

    /**
     * Weaves these hooks, all of classes of the boot loader, and the probes of the user into
     * classes that are there and those that will be.
     */
    public void install(List<Hook> hooks, List<UserProbe> userProbes) {
        List<Class<?>> targets = findTargets(hooks);
        for (UserProbe probe : userProbes) {
            status.missing(probe.placeholder(), "no such method of a loaded class so far");
        }
        probes = userProbes;
        addProbed(targets);
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(targets.toArray(new Class<?>[0]));
            woven.addAll(targets);
        } catch (Throwable batchRefused) {
            for (Class<?> target : targets) {
                installOne(target);
            }
        }
    }

    /** Restores the original classes. */
    public void uninstall() {
        instrumentation.removeTransformer(transformer);
        for (Class<?> loaded : probed.isEmpty() ? NONE : instrumentation.getAllLoadedClasses()) {
            if (loaded.getClassLoader() != null
                    && probed.contains(loaded.getName().replace('.', '/'))
                    && !woven.contains(loaded)) {
                woven.add(loaded);
            }
        }
        probed.clear();
        try {
            instrumentation.retransformClasses(woven.toArray(new Class<?>[0]));
        } catch (Throwable batchRefused) {
            for (Class<?> target : woven) {
                restoreOne(target);
            }
        }
        woven.clear();
    }

    private void addProbed(List<Class<?>> targets) {
        for (Class<?> loaded : probes.isEmpty() ? NONE : instrumentation.getAllLoadedClasses()) {
            if (loaded.getClassLoader() != null
                    && isProbed(loaded.getName().replace('.', '/'))
                    && instrumentation.isModifiableClass(loaded)) {
                targets.add(loaded);
            }
        }
    }

    private boolean isProbed(String className) {
        for (UserProbe probe : probes) {
            if (probe.matchesClass(className)) {
                return true;
            }
        }
        return false;
    }

    private List<Class<?>> findTargets(List<Hook> hooks) {
        Map<String, Class<?>> targets = new LinkedHashMap<>();
        for (Hook hook : hooks) {
            Class<?> target = targets.get(hook.owner());
            if (target == null) {
                target = find(hook.owner());
            }
            if (target == null) {
                status.missing(hook, "no such class in this JDK");
            } else if (!instrumentation.isModifiableClass(target)) {
                status.missing(hook, "the JVM does not let this class be changed");
            } else {
                // Until it is woven, so that a hook the JVM never asks about is not called live.
                status.missing(hook, "not woven");
                targets.put(hook.owner(), target);
                Map<String, Hook> ofClass = byClass.get(hook.owner());
                if (ofClass == null) {
                    ofClass = new HashMap<>();
                    byClass.put(hook.owner(), ofClass);
                }
                ofClass.put(hook.signature(), hook);
            }
        }
        return new ArrayList<>(targets.values());
    }

    private static @Nullable Class<?> find(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, null);
        } catch (ClassNotFoundException | LinkageError missing) {
            return null;
        }
    }

    private void installOne(Class<?> target) {
        try {
            instrumentation.retransformClasses(target);
            woven.add(target);
        } catch (Throwable refused) {
            String owner = target.getName().replace('.', '/');
            Map<String, Hook> hooks = byClass.remove(owner);
            if (hooks != null) {
                for (Hook hook : hooks.values()) {
                    status.missing(hook, "the JVM refused the class: " + refused);
                }
            }
        }
    }

    private void restoreOne(Class<?> target) {
        try {
            instrumentation.retransformClasses(target);
        } catch (Throwable refused) {
            // Nothing more can be done; the hooks in this class stay, switched off.
        }
    }

    private byte @Nullable [] weaveProbes(ClassLoader loader, String className, byte[] bytes) {
        try {
            ClassReader reader = new ClassReader(bytes);
            Map<String, Hook> hooks = new HashMap<>();
            for (UserProbe probe : probes) {
                if (probe.matchesClass(className)) {
                    int before = hooks.size();
                    probe.addHooks(reader, hooks);
                    if (hooks.size() > before) {
                        status.woven(probe.placeholder(), "");
                    }
                }
            }
            if (hooks.isEmpty()) {
                return null;
            }
            if (!seesBootPart(loader)) {
                for (Hook hook : hooks.values()) {
                    status.missing(hook, "its class loader does not let it see the agent");
                }
                return null;
            }
            byte[] woven = ClassWeaver.weave(bytes, hooks, status);
            probed.add(className);
            return woven;
        } catch (Throwable failure) {
            status.missing(
                    Hook.on(Families.USER, className, "*", "").exit("UserHooks", "exit"),
                    "weaving failed: " + failure);
            return null;
        }
    }

    /** OSGi and the like hide the boot loader's classes, unless they are told not to. */
    private static boolean seesBootPart(ClassLoader loader) {
        try {
            return Class.forName(UserHooks.class.getName(), false, loader) == UserHooks.class;
        } catch (ClassNotFoundException | LinkageError hidden) {
            return false;
        }
    }

    /** Also called for every class the application loads, so the first line must be cheap. */
    private final class Weaver implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable Module module,
                @Nullable ClassLoader loader,
                @Nullable String className,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (className == null) {
                return null;
            }
            if (loader != null) {
                return probes.isEmpty() || !isProbed(className)
                        ? null
                        : weaveProbes(loader, className, bytes);
            }
            Map<String, Hook> hooks = byClass.get(className);
            if (hooks == null) {
                return null;
            }
            try {
                return ClassWeaver.weave(bytes, hooks, status);
            } catch (Throwable failure) {
                for (Hook hook : hooks.values()) {
                    status.missing(hook, "weaving failed: " + failure);
                }
                return null;
            }
        }
    }
}
