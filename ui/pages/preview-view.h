/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands in the preview's window: the form, beside it its answers as JSON with what is wrong with them, and above
 * both what is wrong with the files. In the language that is spoken when it is made. */
#pragma once

#include "forms/answers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_PREVIEW_VIEW (yn_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (YnPreviewView, yn_preview_view, YN, PREVIEW_VIEW, AdwBin)

YnPreviewView *yn_preview_view_new (YnLanguage language, const char *today);

/* @answers NULL: there is no form yet. */
void yn_preview_view_set_form (YnPreviewView *self, const char *title, const char *files, YnAnswers *answers);

/* @lines: what is wrong with the files, a line each; empty: nothing. */
void yn_preview_view_set_remarks (YnPreviewView *self, GPtrArray *lines);

G_END_DECLS
