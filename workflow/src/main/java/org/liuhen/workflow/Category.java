package org.liuhen.workflow;

/** 指标类别 of 财预〔2020〕10号: outputs, effects, satisfaction. */
public enum Category {
    QUANTITY("数量指标"),
    QUALITY("质量指标"),
    TIMELINESS("时效指标"),
    COST("成本指标"),
    ECONOMIC("经济效益指标"),
    SOCIAL("社会效益指标"),
    ECOLOGICAL("生态效益指标"),
    SUSTAINABILITY("可持续影响指标"),
    SATISFACTION("满意度指标");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
