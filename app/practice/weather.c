/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/weather.h"

#include "practice/counter.h"

#define BRACKETS 100000

static const char *const names[] = {
  [YN_WEATHER_NONE] = "none",         [YN_WEATHER_503] = "503",           [YN_WEATHER_CUT] = "cut",
  [YN_WEATHER_SLOW] = "slow",         [YN_WEATHER_NONSENSE] = "nonsense", [YN_WEATHER_BRACKETS] = "brackets",
  [YN_WEATHER_REDIRECT] = "redirect", [YN_WEATHER_HALF] = "half",         [YN_WEATHER_NOTHING] = "nothing",
  [YN_WEATHER_UNSIGNED] = "unsigned", [YN_WEATHER_FOREIGN] = "foreign",   [YN_WEATHER_TSA_400] = "tsa-400",
  [YN_WEATHER_TSA_QUOTA] = "tsa-quota", [YN_WEATHER_TSA_SILENT] = "tsa-silent",
};

const char *
yn_weather_name (YnWeather weather)
{
  return names[weather];
}

gboolean
yn_weather_from_name (const char *name, YnWeather *weather)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *weather = i;
        return TRUE;
      }
  return FALSE;
}

static void
blow (YnOffice *office)
{
  if (--office->weather_times <= 0)
    office->weather = YN_WEATHER_NONE;
}

static void
reply_brackets (YnReply *reply)
{
  g_autofree char *text = g_strnfill (BRACKETS, '[');

  yn_reply_text (reply, 200, "application/json", text);
}

gboolean
yn_weather_instead (YnOffice *office, const YnRequest *request, YnReply *reply)
{
  switch (office->weather)
    {
    case YN_WEATHER_503:
      yn_reply_header (reply, "Retry-After", "1");
      yn_reply_problem (reply, 503, "server-trouble", "weather");
      break;
    case YN_WEATHER_NONSENSE:
      yn_reply_text (reply, 200, "text/html; charset=utf-8",
                     "<!DOCTYPE html><title>?</title><p>演练：这里什么也没有。");
      break;
    case YN_WEATHER_BRACKETS:
      reply_brackets (reply);
      break;
    case YN_WEATHER_REDIRECT:
      yn_reply_header (reply, "Location", "https://elsewhere.invalid/");
      yn_reply_empty (reply, 307);
      break;
    case YN_WEATHER_NOTHING:
      yn_reply_empty (reply, 503);
      reply->line = YN_LINE_CUT;
      break;
    case YN_WEATHER_NONE:
    case YN_WEATHER_CUT:
    case YN_WEATHER_SLOW:
    case YN_WEATHER_HALF:
    case YN_WEATHER_UNSIGNED:
    case YN_WEATHER_FOREIGN:
    case YN_WEATHER_TSA_400:
    case YN_WEATHER_TSA_QUOTA:
    case YN_WEATHER_TSA_SILENT:
    default:
      return FALSE;
    }
  blow (office);
  return TRUE;
}

gboolean
yn_weather_over_time (YnOffice *office, YnReply *reply)
{
  if (office->weather == YN_WEATHER_TSA_400)
    yn_reply_problem (reply, 400, "timestamp-refused", "weather");
  else if (office->weather == YN_WEATHER_TSA_QUOTA)
    {
      yn_reply_header (reply, "Retry-After", "60");
      yn_reply_problem (reply, 429, "quota", "weather");
    }
  else if (office->weather == YN_WEATHER_TSA_SILENT)
    {
      yn_reply_empty (reply, 503);
      reply->line = YN_LINE_CUT;
    }
  else
    return FALSE;
  blow (office);
  return TRUE;
}

static gboolean
falsify (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  gboolean sign = office->weather == YN_WEATHER_FOREIGN;
  g_autoptr (GBytes) receipt = NULL;

  /* Only a receipt can be false; whatever else is answered stays, and the weather waits. */
  if (!g_str_equal (request->method, "PUT") || (reply->status != 200 && reply->status != 201))
    return TRUE;
  receipt = yn_counter_false_receipt (office, request, sign, error);
  if (receipt == NULL)
    return FALSE;
  yn_reply_bytes (reply, reply->status, "application/pdf", receipt);
  blow (office);
  return TRUE;
}

gboolean
yn_weather_upon (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  if (office->weather == YN_WEATHER_UNSIGNED || office->weather == YN_WEATHER_FOREIGN)
    return falsify (office, request, reply, error);

  if (office->weather == YN_WEATHER_CUT)
    reply->line = YN_LINE_CUT;
  else if (office->weather == YN_WEATHER_SLOW)
    reply->line = YN_LINE_SLOW;
  else if (office->weather == YN_WEATHER_HALF)
    reply->line = YN_LINE_HALF;
  else
    return TRUE;
  blow (office);
  return TRUE;
}
