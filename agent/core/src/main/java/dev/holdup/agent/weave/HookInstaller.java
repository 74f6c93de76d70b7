package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts hooks into classes of the JDK and takes them out again. All classes go in one batch, which
 * is one pause; if the JVM refuses the batch, one by one, so that one bad class does not cost the
 * others.
 */
public final class HookInstaller {
    private final Instrumentation instrumentation;
    private final HookStatus status = new HookStatus();
    private final Map<String, Map<String, Hook>> byClass = new LinkedHashMap<>();
    private final List<Class<?>> woven = new ArrayList<>();
    private final ClassFileTransformer transformer = new Weaver();

    public HookInstaller(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** What became of each hook. */
    public HookStatus status() {
        return status;
    }

    /** Weaves these hooks, all of classes of the boot loader. */
    public void install(List<Hook> hooks) {
        List<Class<?>> targets = findTargets(hooks);
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
        try {
            instrumentation.retransformClasses(woven.toArray(new Class<?>[0]));
        } catch (Throwable batchRefused) {
            for (Class<?> target : woven) {
                restoreOne(target);
            }
        }
        woven.clear();
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
            if (loader != null || className == null) {
                return null;
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
