/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* libcurl, loaded when the first wire is made. It brings some twenty libraries along, and to load them takes a program as
 * long as to load all its others; most programs here sign or verify a file and never go online. The functions below are
 * called by their own names. */
#pragma once

#define CURL_DISABLE_TYPECHECK /* its checks are macros over the names of the functions */
#include <curl/curl.h>
#include <glib.h>

#undef curl_easy_getinfo
#undef curl_easy_setopt

G_BEGIN_DECLS

#define YN_CURL_FUNCTIONS(each) \
  each (curl_easy_cleanup) \
  each (curl_easy_getinfo) \
  each (curl_easy_init) \
  each (curl_easy_pause) \
  each (curl_easy_setopt) \
  each (curl_easy_strerror) \
  each (curl_global_init) \
  each (curl_multi_add_handle) \
  each (curl_multi_cleanup) \
  each (curl_multi_info_read) \
  each (curl_multi_init) \
  each (curl_multi_perform) \
  each (curl_multi_poll) \
  each (curl_multi_remove_handle) \
  each (curl_multi_wakeup) \
  each (curl_slist_append) \
  each (curl_slist_free_all)

#define YN_CURL_MEMBER(name) __typeof__ (&name) name;
typedef struct
{
  YN_CURL_FUNCTIONS (YN_CURL_MEMBER)
} YnCurl;
#undef YN_CURL_MEMBER

extern YnCurl yn_curl;

/* Before the first call of any of them. FALSE: there is no libcurl, and none may be called. */
gboolean yn_curl_load (void);

#ifndef YN_CURL_ITSELF
#define curl_easy_cleanup yn_curl.curl_easy_cleanup
#define curl_easy_getinfo yn_curl.curl_easy_getinfo
#define curl_easy_init yn_curl.curl_easy_init
#define curl_easy_pause yn_curl.curl_easy_pause
#define curl_easy_setopt yn_curl.curl_easy_setopt
#define curl_easy_strerror yn_curl.curl_easy_strerror
#define curl_global_init yn_curl.curl_global_init
#define curl_multi_add_handle yn_curl.curl_multi_add_handle
#define curl_multi_cleanup yn_curl.curl_multi_cleanup
#define curl_multi_info_read yn_curl.curl_multi_info_read
#define curl_multi_init yn_curl.curl_multi_init
#define curl_multi_perform yn_curl.curl_multi_perform
#define curl_multi_poll yn_curl.curl_multi_poll
#define curl_multi_remove_handle yn_curl.curl_multi_remove_handle
#define curl_multi_wakeup yn_curl.curl_multi_wakeup
#define curl_slist_append yn_curl.curl_slist_append
#define curl_slist_free_all yn_curl.curl_slist_free_all
#endif

G_END_DECLS
