package org.liuhen.access;

import org.liuhen.workflow.RefusalCode;
import org.springframework.http.HttpStatus;

/** The stable codes of every problem a client may be answered with. */
public enum ProblemCode {
    NOT_SIGNED_IN("not-signed-in", HttpStatus.UNAUTHORIZED, "尚未登录"),
    NOT_PERMITTED("not-permitted", HttpStatus.FORBIDDEN, "没有权限"),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "没有找到"),
    MALFORMED("malformed", HttpStatus.BAD_REQUEST, "请求格式有误"),
    INVALID("invalid", HttpStatus.UNPROCESSABLE_CONTENT, "内容不符合要求"),
    WRONG_STATE("wrong-state", HttpStatus.CONFLICT, "当前状态不能办理"),
    STALE_CONTENT("stale-content", HttpStatus.CONFLICT, "内容已经更新"),
    EDIT_CONFLICT("edit-conflict", HttpStatus.CONFLICT, "编辑冲突"),
    DRAFT_CONFLICT("draft-conflict", HttpStatus.CONFLICT, "草稿冲突"),
    REPORT_EXISTS("report-exists", HttpStatus.CONFLICT, "报告已经存在"),
    SEGREGATION_OF_DUTIES("segregation-of-duties", HttpStatus.FORBIDDEN, "不相容职责"),
    KEY_REUSED("key-reused", HttpStatus.UNPROCESSABLE_CONTENT, "幂等键重复使用"),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "请求过大"),
    TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "请求过于频繁"),
    NOT_YET_VISIBLE("not-yet-visible", HttpStatus.GATEWAY_TIMEOUT, "更新尚未可见"),
    RECORD_DIFFERS("record-differs", HttpStatus.INTERNAL_SERVER_ERROR, "与封存的记录不一致"),
    RECORD_INCOMPLETE("record-incomplete", HttpStatus.INTERNAL_SERVER_ERROR, "记录不完整"),
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "服务暂不可用"),
    DISK_FULL("disk-full", HttpStatus.INSUFFICIENT_STORAGE, "磁盘空间不足"),
    INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR, "系统内部错误");

    private final String text;
    private final HttpStatus status;
    private final String title;

    ProblemCode(String text, HttpStatus status, String title) {
        this.text = text;
        this.status = status;
        this.title = title;
    }

    /** The same refusal as the rules name it. */
    public static ProblemCode of(RefusalCode code) {
        return switch (code) {
            case NOT_PERMITTED -> NOT_PERMITTED;
            case NOT_FOUND -> NOT_FOUND;
            case INVALID -> INVALID;
            case WRONG_STATE -> WRONG_STATE;
            case STALE_CONTENT -> STALE_CONTENT;
            case EDIT_CONFLICT -> EDIT_CONFLICT;
            case REPORT_EXISTS -> REPORT_EXISTS;
            case SEGREGATION_OF_DUTIES -> SEGREGATION_OF_DUTIES;
        };
    }

    /** As clients read it. */
    public String text() {
        return text;
    }

    public int status() {
        return status.value();
    }

    /** The Chinese words above every problem of this code. */
    public String title() {
        return title;
    }
}
