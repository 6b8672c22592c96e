/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A form while its files are being written: any JSON Schema, UI schema and answers as they stand on disk just now,
 * become a form, or remarks on what stands in the way. A service file counts as a schema that brings its UI schema
 * along: what is named behind it alone are the answers, and so behind any schema what is no element of a UI schema. */
#pragma once

#include "forms/remark.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef enum
{
  YN_PREVIEW_SCHEMA,
  YN_PREVIEW_UISCHEMA,
  YN_PREVIEW_DATA,
  YN_PREVIEW_N_FILES
} YnPreviewFile;

/* More than a person writes; a larger file is not read to its end. */
#define YN_PREVIEW_MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  YnService *form;    /* NULL: the schema or the UI schema cannot be used */
  YnJson *data;       /* an object, or NULL: none given, or none that can be used. See yn_answers_new(): with it the
                       * form begins, and without it with the schema's defaults */
  GPtrArray *remarks[YN_PREVIEW_N_FILES]; /* of YnRemark; empty: nothing to say */
} YnPreview;

/* @texts[…] NULL: no such file. Blocks while it compiles. Never NULL. */
YnPreview *yn_preview_new (GBytes *const texts[YN_PREVIEW_N_FILES], YnLanguage language);
void yn_preview_free (YnPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPreview, yn_preview_free)

/* What the schema calls the form, or NULL. */
const char *yn_preview_title (const YnPreview *preview, YnLanguage language);

G_END_DECLS
