package org.liuhen.contracts;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** What the documentation of types says of them and of their components, read from their source. */
final class SourceWords {
    private final Map<String, String> words = new HashMap<>();

    private SourceWords() {}

    /** Of all types in that folder. */
    static SourceWords in(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SourceWords found = new SourceWords();
        try (Stream<Path> files = Files.list(folder);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files.toList()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree file : task.parse()) {
                found.new Reader(docs).scan(file, "");
            }
        }
        return found;
    }

    /** Of a type; empty where nothing is said. */
    String of(Class<?> type) {
        return words.getOrDefault(key(type), "");
    }

    /** Of a component; empty where nothing is said. */
    String of(Class<?> type, String component) {
        return words.getOrDefault(key(type) + "#" + component, "");
    }

    private static String key(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    private final class Reader extends TreePathScanner<Void, String> {
        private final DocTrees docs;

        Reader(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            String name = outer + type.getSimpleName();
            TreePath here = getCurrentPath();
            DocCommentTree comment = docs.getDocCommentTree(here);
            if (comment != null) {
                words.put(name, text(comment.getFullBody()));
                for (DocTree tag : comment.getBlockTags()) {
                    if (tag instanceof ParamTree param) {
                        words.put(name + "#" + param.getName(), text(param.getDescription()));
                    }
                }
            }
            return super.visitClass(type, name + "$");
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(SourceWords::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(DocTree part) {
        return switch (part) {
            case TextTree text -> text.getBody();
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link -> link.getReference().getSignature().replaceFirst(".*#", "");
            case StartElementTree _ -> " ";
            default -> throw new IllegalArgumentException("not plain words: " + part);
        };
    }
}
