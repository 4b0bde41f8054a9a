package org.liuhen.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was writing, as it was kept last.
 *
 * @param revision of this draft and no other, ever
 */
@Schema(name = "Draft", description = "一份草稿；只有写的人看得到，不是报告的一部分")
record Draft(
        @Schema(description = "报告编号") String report,
        @Schema(description = "章节编号") String section,
        @Schema(description = "种类，例如 text（正文）") String kind,
        @Schema(description = "显示用的名称") @Nullable String title,
        @Schema(description = "内容，原样返回") String content,
        @Schema(description = "草稿的版本号，每次保存都不同") long revision,
        @Schema(description = "保存的时间") Instant keptAt) {

    /** The same in a list, where nobody needs what is written in it. */
    @Schema(name = "DraftLine", description = "草稿列表中的一行")
    record Line(
            @Schema(description = "报告编号") String report,
            @Schema(description = "章节编号") String section,
            @Schema(description = "种类，例如 text（正文）") String kind,
            @Schema(description = "显示用的名称") @Nullable String title,
            @Schema(description = "草稿的版本号") long revision,
            @Schema(description = "保存的时间") Instant keptAt) {}

    /** That it was kept, as what and when. */
    @Schema(name = "DraftKept", description = "草稿已保存")
    record Kept(
            @Schema(description = "草稿的版本号，下次保存时填入 basedOn") long revision,
            @Schema(description = "保存的时间") Instant keptAt) {}
}
