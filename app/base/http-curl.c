/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#define YN_CURL_ITSELF
#include "base/http-curl.h"

#include <dlfcn.h>

#define LIBRARY "libcurl.so.4" /* the name of its binary interface since 2006 */

YnCurl yn_curl;

static gboolean
load (void)
{
#define PLACE(name) { #name, (gpointer *) &yn_curl.name },
  const struct
  {
    const char *name;
    gpointer *place;
  } functions[] = { YN_CURL_FUNCTIONS (PLACE) };
#undef PLACE
  void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

  for (guint i = 0; library != NULL && i < G_N_ELEMENTS (functions); i++)
    {
      *functions[i].place = dlsym (library, functions[i].name);
      if (*functions[i].place == NULL)
        library = NULL;
    }
  if (library == NULL)
    g_warning ("%s", dlerror ());
  return library != NULL && yn_curl.curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

gboolean
yn_curl_load (void)
{
  static gsize once;
  static gboolean loaded;

  if (g_once_init_enter (&once))
    {
      loaded = load ();
      g_once_init_leave (&once, 1);
    }
  return loaded;
}
