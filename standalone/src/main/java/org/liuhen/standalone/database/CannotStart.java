package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The database did not start. The message is a Chinese sentence that says what to do about it. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        PORT_TAKEN,
        PORT_NOT_ALLOWED,
        DIRECTORY_UNUSABLE,
        DIRECTORY_IN_USE,
        OTHER_VERSION,
        DISK_FULL,
        RUN_AS_ROOT,
        NO_ACCOUNT,
        PLATFORM_UNKNOWN,
        PASSWORD_LOST,
        NOT_DURABLE,
        FAILED
    }

    private final Reason reason;

    private CannotStart(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    private static CannotStart because(Reason reason, String sentence, Object... words) {
        return new CannotStart(reason, sentence.formatted(words), null);
    }

    public Reason reason() {
        return reason;
    }

    static CannotStart portOutOfRange(int port) {
        return because(
                Reason.PORT_NOT_ALLOWED,
                "端口 %d 不存在。请把 liuhen.database.port 设为 1024 到 65535 之间的空闲端口。",
                port);
    }

    static CannotStart portNotAllowed(int port) {
        return because(
                Reason.PORT_NOT_ALLOWED,
                "系统不允许使用端口 %d。请把 liuhen.database.port 设为 1024 到 65535 之间的空闲端口。",
                port);
    }

    static CannotStart portTaken(int port) {
        return because(
                Reason.PORT_TAKEN,
                "端口 %d 已被其他程序占用。请停止占用它的程序，或把 liuhen.database.port 改为另一个空闲端口。",
                port);
    }

    static CannotStart notADirectory(Path path) {
        return because(
                Reason.DIRECTORY_UNUSABLE,
                "数据目录 %s 是一个文件，不是目录。请移走该文件，或把 liuhen.data-directory 改为另一个目录。",
                path);
    }

    static CannotStart oddName(Path path) {
        return because(
                Reason.DIRECTORY_UNUSABLE,
                "数据目录 %s 的路径含有引号、$、反引号、反斜杠或换行，数据库无法使用。请把 liuhen.data-directory 改为不含这些字符的路径。",
                path);
    }

    static CannotStart foreignCluster(Path path) {
        return because(
                Reason.DIRECTORY_UNUSABLE,
                "目录 %s 本身是另一个 PostgreSQL 的数据目录，留痕不会改动它。请把 liuhen.data-directory 改为另一个目录。",
                path);
    }

    static CannotStart incompleteCluster(Path path) {
        return because(
                Reason.DIRECTORY_UNUSABLE,
                "目录 %s 不为空，却不是完整的数据库（缺少 PG_VERSION）。请从备份恢复它；若其中没有需要的数据，请移走它后重新启动。",
                path);
    }

    static CannotStart unusable(Path path, String why, @Nullable Throwable cause) {
        return new CannotStart(
                Reason.DIRECTORY_UNUSABLE,
                "无法在 %s 中读写（%s）。请让运行留痕的用户拥有该目录并可读写，或把 liuhen.data-directory 改为另一个目录。"
                        .formatted(path, why),
                cause);
    }

    static CannotStart notExecutable(String why, @Nullable Throwable cause) {
        return new CannotStart(
                Reason.DIRECTORY_UNUSABLE,
                ("无法运行自带的 PostgreSQL（%s）。该目录所在的磁盘可能禁止运行程序（noexec），或上级目录不允许进入；"
                                + "以 root 运行时，上级目录须属于 root 或允许所有人进入。请把 liuhen.data-directory 改到合适的位置。")
                        .formatted(why),
                cause);
    }

    static CannotStart inUse(Path path, String holder) {
        return because(
                Reason.DIRECTORY_IN_USE,
                "数据目录 %s 正由另一个留痕使用（%s）。请先停止它；若要同时运行两个，请为其中一个另设 liuhen.data-directory 和 liuhen.database.port。",
                path,
                holder);
    }

    static CannotStart unclearProcess(Path path, long pid) {
        return because(
                Reason.DIRECTORY_IN_USE,
                "无法确认进程 %d 是不是仍在使用 %s 的数据库，留痕不会擅自结束它。请查明该进程；若它是上次遗留的 PostgreSQL，请结束它后重新启动。",
                pid,
                path);
    }

    static CannotStart stillRunning(Path path, long pid) {
        return because(
                Reason.DIRECTORY_IN_USE,
                "上次遗留的数据库（进程 %d）仍在使用 %s，并且没有按要求停止。请稍后重新启动；若仍不能启动，请结束该进程。",
                pid,
                path);
    }

    static CannotStart sessionsLeft(Path path) {
        return because(
                Reason.DIRECTORY_IN_USE,
                "上次的数据库被强行终止，仍有它的会话在使用 %s 并且尚未结束。请稍后重新启动；若仍不能启动，请查明并结束遗留的 postgres 进程。",
                path);
    }

    static CannotStart otherVersion(Path path, String found, String ours) {
        return because(
                Reason.OTHER_VERSION,
                "%s 中的数据库由 PostgreSQL %s 建立，而本程序自带的是 PostgreSQL %s，不能直接打开，数据未被改动。"
                        + "请先执行 upgrade 升级它（docs/upgrade.md），或改用相应版本的留痕；若要另建新库，请把 liuhen.data-directory 改为另一个目录。",
                path,
                found,
                ours);
    }

    static CannotStart programsMissing(String major, Path programs) {
        return because(
                Reason.OTHER_VERSION,
                "%2$s 中没有 PostgreSQL %1$s 的程序，打不开原来的数据库，数据未被改动。请把原来的留痕展开的那个目录找回来，用 --programs=<目录> 指出它的上级目录。",
                major,
                programs);
    }

    static CannotStart noBackupDirectory(Path path) {
        return because(
                Reason.DIRECTORY_UNUSABLE,
                "备份目录 %s 不存在。请先挂载该磁盘或建立该目录，或更正 liuhen.backup.directory。",
                path);
    }

    static CannotStart unusableForBackups(Path path, IOException cause) {
        return new CannotStart(
                Reason.DIRECTORY_UNUSABLE,
                "备份目录 %s 不能写入（%s）。请让运行留痕的用户可以写入，或更正 liuhen.backup.directory。"
                        .formatted(path, cause),
                cause);
    }

    static CannotStart noShell() {
        return because(
                Reason.PLATFORM_UNKNOWN,
                "本机没有 sh 和 gzip，不能归档日志。请去掉 liuhen.backup.directory，或在 Linux 上运行。");
    }

    static CannotStart diskFull(Path path) {
        return because(
                Reason.DISK_FULL,
                "%s 所在的磁盘空间不足。请清理磁盘后重新启动，或把 liuhen.data-directory 改到空间更大的磁盘（已有数据须一并移去）。",
                path);
    }

    static CannotStart runAsRoot() {
        return because(
                Reason.RUN_AS_ROOT,
                "PostgreSQL 不能以 root 身份运行，本机又不允许为它换一个身份（unshare）。请用普通用户运行留痕，并让该用户拥有 liuhen.data-directory 指定的目录。");
    }

    static CannotStart noAccount() {
        return because(
                Reason.NO_ACCOUNT,
                "运行留痕的用户在本机没有账户（/etc/passwd 中查不到），PostgreSQL 因此拒绝运行。请改用有账户的用户，或为它添加账户。");
    }

    static CannotStart unknownPlatform(String system, String machine) {
        return because(
                Reason.PLATFORM_UNKNOWN,
                "留痕没有带上适合本机（%s，%s）的 PostgreSQL。请在 Linux（x86_64 或 arm64）上运行，或连接另行安装的 PostgreSQL。",
                system,
                machine);
    }

    static CannotStart passwordLost(Path file) {
        return because(
                Reason.PASSWORD_LOST, "密码文件 %s 缺失、为空或与数据库不符，无法连接已有的数据库。请从备份恢复该文件后重新启动。", file);
    }

    static CannotStart notDurable(String setting, String value) {
        return because(
                Reason.NOT_DURABLE,
                "数据库设置 %s 的值是 %s，断电时可能丢失已经提交的记录，因此不予启动。请撤销对它的更改（ALTER SYSTEM、ALTER DATABASE 或 ALTER ROLE）。",
                setting,
                value);
    }

    static CannotStart failed(String line, Path log, @Nullable Throwable cause) {
        return new CannotStart(
                Reason.FAILED,
                "数据库未能启动：%s。请查看日志 %s；若目录损坏，请从备份恢复 liuhen.data-directory 指定的目录。"
                        .formatted(line, log),
                cause);
    }
}
