package org.liuhen.access;

import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * A query parameter that is left empty, as in {@code ?stage=&cursor=}, is one that is not given.
 */
@ControllerAdvice("org.liuhen")
final class EmptyParameters {

    @InitBinder
    void leaveOut(WebDataBinder binder) {
        binder.registerCustomEditor(
                String.class,
                new PropertyEditorSupport() {
                    @Override
                    public void setAsText(String text) {
                        setValue(text.isEmpty() ? null : text);
                    }
                });
    }
}
