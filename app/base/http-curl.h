/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* libcurl, loaded when the first wire is made (base/late.h): it brings some twenty libraries along. */
#pragma once

#define CURL_DISABLE_TYPECHECK /* its checks are macros over the names of the functions */
#include <curl/curl.h>
#include <glib.h>

#undef curl_easy_getinfo /* they are macros, too */
#undef curl_easy_setopt
#include "base/curl-late.h"

G_BEGIN_DECLS

/* Before the first call of any of them. FALSE: there is no libcurl. */
gboolean yn_curl_load (GError **error);

G_END_DECLS
