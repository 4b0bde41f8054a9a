package org.liuhen.standalone.upgrade;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.Schema;
import org.liuhen.database.SchemaCopy;
import org.liuhen.database.SchemaCopy.Copied;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.liuhen.standalone.database.MajorUpgrade;
import org.liuhen.standalone.database.MajorUpgrade.Both;
import org.liuhen.standalone.upkeep.NotDone;
import org.liuhen.standalone.upkeep.Told;
import org.liuhen.standalone.upkeep.Work;
import org.springframework.dao.DataAccessException;

/** {@code upgrade}: takes the data into this program's major version of PostgreSQL. */
public final class Upgrade implements Work {
    private static final String PROGRAMS = "programs";

    /** What is kept for ever; what is shown is made from the record at the next start. */
    private static final List<Schema> KEPT =
            List.of(
                    new Schema("record"),
                    new Schema("relay"),
                    new Schema("seal"),
                    new Schema("access"));

    /** What is known besides: what is made from the record, and what PostgreSQL itself makes. */
    private static final Set<String> NOT_KEPT = Set.of("view", "public");

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public Set<String> options() {
        return Set.of(PROGRAMS);
    }

    @Override
    public void run(Told told, PrintWriter out) throws IOException, SQLException {
        EmbeddedSettings settings = EmbeddedSettings.in(told.dataDirectory());
        Path binaries = told.path("liuhen.database.binaries").orElse(settings.binaries());
        Path programs = told.option(PROGRAMS).map(Told::absolute).orElse(settings.binaries());
        if (!Files.isDirectory(told.dataDirectory())) {
            throw new NotDone("没有目录 %s，请核对。".formatted(told.dataDirectory()));
        }
        MajorUpgrade upgrade = MajorUpgrade.of(settings.withBinaries(binaries));
        if (upgrade.finishWhatWasCutShort()) {
            out.println("上次升级停在最后一步，现已完成。");
        }
        String found =
                upgrade.found()
                        .orElseThrow(() ->
                                new NotDone("%s 里没有数据库，请核对目录。".formatted(told.dataDirectory())));
        requireOlder(found);
        Path kept = upgrade.keptAs(found);
        if (Files.exists(kept)) {
            throw new NotDone("已有 %s：请先查明它是什么，把它移走后再升级。".formatted(kept));
        }
        List<Copied> copied = upgrade.run(found, programs, Upgrade::copy);
        out.println("已由 PostgreSQL %s 升级到 %s，逐表核对一致：".formatted(found, MajorUpgrade.own()));
        copied.forEach(each -> out.println("  %s  %d 行".formatted(each.table(), each.rows())));
        out.println("显示用的数据（view）没有复制，下次启动时由记录重新制作，完成之前查询答复 503。");
        out.println("原来的数据库原样留在 %s，确认无误后可以删除。启动以后请马上备份一次。".formatted(kept));
    }

    private static void requireOlder(String found) {
        int difference =
                Integer.compare(Integer.parseInt(found), Integer.parseInt(MajorUpgrade.own()));
        if (difference == 0) {
            throw new NotDone("数据库已是 PostgreSQL %s，不用升级。".formatted(found));
        }
        if (difference > 0) {
            throw new NotDone(
                    "数据库由 PostgreSQL %s 建立，比本程序的 %s 新，不能退回。请用更新的留痕启动。"
                            .formatted(found, MajorUpgrade.own()));
        }
    }

    private static List<Copied> copy(Both both) throws SQLException, IOException {
        SchemaCopy copy = new SchemaCopy(settings(both, both.from()), settings(both, both.into()));
        List<Copied> copied = new ArrayList<>();
        try {
            copy.requireNoOthers(known());
            for (Schema schema : KEPT) {
                copied.addAll(copy.copy(schema));
            }
        } catch (IllegalStateException | DataAccessException | FlywayException e) {
            throw new NotDone(String.valueOf(e.getMessage()), e);
        }
        return copied;
    }

    private static Set<String> known() {
        return Stream.concat(KEPT.stream().map(Schema::name), NOT_KEPT.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static DatabaseSettings settings(Both both, String url) {
        return new DatabaseSettings(url, both.username(), both.password(), 1);
    }
}
