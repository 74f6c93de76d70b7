package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.HookCall;
import dev.holdup.agent.probe.ProbeCatalog;
import dev.holdup.boot.BootClasses;
import dev.holdup.boot.Operations;
import dev.holdup.boot.Outcomes;
import dev.holdup.boot.WakeKinds;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.WakeKind;
import dev.holdup.vocabulary.EventField;
import dev.holdup.vocabulary.EventType;
import dev.holdup.vocabulary.EventVocabulary;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

class BootPartTest {

    @Test
    void hasTheOperationCodesOfTheAnalyzer() throws Exception {
        for (Field field : constants(Operations.class)) {
            Operation operation = Operation.valueOf(field.getName());
            assertThat(field.getInt(null)).as(field.getName()).isEqualTo(operation.code());
        }
    }

    @Test
    void hasTheOutcomesOfTheAnalyzer() throws Exception {
        List<Field> constants = constants(Outcomes.class);
        assertThat(constants).hasSize(Outcome.values().length);
        for (Field field : constants) {
            assertThat(field.getByte(null)).isEqualTo(Outcome.valueOf(field.getName()).code());
        }
    }

    @Test
    void hasTheWakeKindsOfTheAnalyzer() throws Exception {
        List<Field> constants = constants(WakeKinds.class);
        assertThat(constants).hasSize(WakeKind.values().length);
        for (Field field : constants) {
            assertThat(field.getByte(null)).isEqualTo(WakeKind.valueOf(field.getName()).code());
        }
    }

    @Test
    void writesTheEventsOfTheVocabulary() {
        List<String> written = new ArrayList<>();
        for (Object event : BootClasses.events()) {
            written.add(describe((Class<?>) event));
        }
        List<String> expected = new ArrayList<>();
        for (EventType type : EventVocabulary.own()) {
            StringBuilder text = new StringBuilder(type.name());
            for (EventField field : type.fields()) {
                text.append(' ').append(field.type()).append(':').append(field.name());
            }
            expected.add(text.toString());
        }
        assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void hasEveryHookTheProbesCall() throws Exception {
        for (Hook hook : ProbeCatalog.all()) {
            String returned = hook.wantsStack() ? "Z" : hook.isEntryOnly() ? "V" : "J";
            for (HookCall entry : hook.entries()) {
                checkExists(hook, entry, returned);
            }
            if (!hook.exit().name().isEmpty()) {
                checkExists(hook, hook.exit(), "V");
            }
        }
    }

    @Test
    void preloadsEveryClassOfItsPackage() throws Exception {
        Set<String> loaded = new TreeSet<>(List.of(BootClasses.names()));
        for (Object event : BootClasses.events()) {
            loaded.add(((Class<?>) event).getSimpleName());
        }
        loaded.add("BootClasses");
        Set<String> there = new TreeSet<>();
        File folder = new File("../boot/target/classes/dev/holdup/boot");
        for (String file : folder.list()) {
            if (file.endsWith(".class") && !file.equals("package-info.class")) {
                there.add(file.substring(0, file.length() - ".class".length()));
            }
        }
        assertThat(loaded).isEqualTo(there);
    }

    private static void checkExists(Hook hook, HookCall call, String returnType)
            throws ClassNotFoundException {
        Class<?> owner = Class.forName(call.internalOwner().replace('/', '.'), false, loader());
        boolean found = false;
        for (Method method : owner.getDeclaredMethods()) {
            int flags = method.getModifiers();
            found |=
                    method.getName().equals(call.name())
                            && Type.getMethodDescriptor(method).equals(call.descriptor(returnType))
                            && Modifier.isStatic(flags)
                            && Modifier.isPublic(flags);
        }
        assertThat(found)
                .as("%s calls %s%s", hook.id(), call.name(), call.descriptor(returnType))
                .isTrue();
    }

    private static ClassLoader loader() {
        return BootPartTest.class.getClassLoader();
    }

    private static String describe(Class<?> event) {
        assertThat(Event.class).isAssignableFrom(event);
        StringBuilder text = new StringBuilder(event.getAnnotation(Name.class).value());
        for (Field field : event.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                String type = field.getType().getSimpleName();
                text.append(' ').append(type).append(':').append(field.getName());
            }
        }
        return text.toString();
    }

    private static List<Field> constants(Class<?> type) {
        List<Field> constants = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            boolean isUpper = field.getName().equals(field.getName().toUpperCase(Locale.ROOT));
            if (isUpper && Modifier.isPublic(field.getModifiers())) {
                constants.add(field);
            }
        }
        assertThat(constants).isNotEmpty();
        return constants;
    }
}
