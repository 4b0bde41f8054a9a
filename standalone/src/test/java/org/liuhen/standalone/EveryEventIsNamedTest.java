package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnyPatternTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Position;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportEvent;

/**
 * Whoever adds an event, a command or a place for a section is led by the compiler to every switch
 * over them: none has a default, and what ignores one says so by its name.
 */
class EveryEventIsNamedTest {
    /** A whole family may be handled as one, and is never passed over as one. */
    private static final Set<String> FAMILIES =
            Set.of(
                    "ReportEvent",
                    "SectionEvent",
                    "IndicatorEvent",
                    "RevisionEvent",
                    "LineItemEvent");

    @Test
    void noSwitchOverThemHasADefaultOrTakesAnything() throws IOException {
        Set<String> names = new HashSet<>();
        List.of(ReportEvent.class, ReportCommand.class, Position.class)
                .forEach(type -> add(type, names));
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree file : parsed()) {
            file.accept(new Switches(file, names, found), null);
        }
        assertThat(found).isEmpty();
    }

    /** Every kind below that type; where it stands itself, all of them are meant. */
    private static void add(Class<?> type, Set<String> names) {
        if (type.isSealed()) {
            for (Class<?> each : type.getPermittedSubclasses()) {
                names.add(each.getSimpleName());
                add(each, names);
            }
        }
    }

    private static Iterable<? extends CompilationUnitTree> parsed() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> sources = new ArrayList<>();
            for (Path module : modules.toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> all = Files.walk(main)) {
                        all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
            assertThat(sources).hasSizeGreaterThan(300);
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            return task.parse();
        }
    }

    /** What is found, as the file and the labels. */
    private static final class Switches extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final Set<String> names;
        private final List<String> found;

        Switches(CompilationUnitTree file, Set<String> names, List<String> found) {
            this.file = file;
            this.names = names;
            this.found = found;
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Void nothing) {
            look(tree.getCases());
            return super.visitSwitch(tree, nothing);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
            look(tree.getCases());
            return super.visitSwitchExpression(tree, nothing);
        }

        private void look(List<? extends CaseTree> cases) {
            Labels labels = new Labels(names);
            cases.forEach(each -> each.getLabels().forEach(label -> label.accept(labels, null)));
            if (labels.types.stream().anyMatch(names::contains) && labels.takesAnything) {
                found.add(file.getSourceFile().getName() + ": " + labels.types);
            }
        }
    }

    /**
     * Which types the labels of a switch name, and whether one of them is for whatever else comes.
     */
    private static final class Labels extends TreeScanner<Void, Void> {
        final Set<String> types = new HashSet<>();
        boolean takesAnything;
        private final Set<String> names;

        Labels(Set<String> names) {
            this.names = names;
        }

        @Override
        public Void visitDefaultCaseLabel(DefaultCaseLabelTree tree, Void nothing) {
            takesAnything = true;
            return null;
        }

        @Override
        public Void visitBindingPattern(BindingPatternTree tree, Void nothing) {
            types.add(name(tree));
            takesAnything |=
                    tree.getVariable().getName().isEmpty() && FAMILIES.contains(name(tree));
            return null;
        }

        /** A place together with anything would take every command that is added. */
        @Override
        public Void visitDeconstructionPattern(DeconstructionPatternTree tree, Void nothing) {
            types.add(name(tree));
            List<? extends Tree> parts = tree.getNestedPatterns();
            takesAnything |=
                    parts.stream().anyMatch(Labels::isAnything)
                            && parts.stream().map(Labels::name).anyMatch(names::contains);
            return super.visitDeconstructionPattern(tree, nothing);
        }

        private static boolean isAnything(Tree part) {
            return part instanceof AnyPatternTree
                    || (part instanceof BindingPatternTree && name(part).isEmpty()); // var
        }

        /** The simple name of the type that a pattern is of; empty where it names none. */
        private static String name(Tree pattern) {
            Tree type =
                    switch (pattern) {
                        case BindingPatternTree binding -> binding.getVariable().getType();
                        case DeconstructionPatternTree record -> record.getDeconstructor();
                        default -> null;
                    };
            String name = type == null ? "" : type.toString();
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }
}
