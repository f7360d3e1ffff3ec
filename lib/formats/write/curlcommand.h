// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

#include <optional>

namespace hopscope
{

/// An option of curl and its value, as curl gets them: without quotes.
struct CurlSetting {
    QByteArray name;
    std::optional<QByteArray> value;

    bool operator==(const CurlSetting &) const = default;
};

/// Which fields go out: those of the request and no other, or those that curl adds to them as well.
enum class CurlFields { AsGiven, WithOwn };

/// Method, fields, body and URL of a request as options of curl.
struct CurlSettings {
    QList<CurlSetting> options;
    std::optional<QByteArray> input; ///< what the standard input has to hold
    QStringList left;                ///< what a command line cannot carry, one sentence each

    bool operator==(const CurlSettings &) const = default;
};

/// nullopt where no command line can send it: the URL is none of http or https, or the method is no token.
std::optional<CurlSettings> curlSettings(const Request &request, CurlFields fields);
/// A POSIX shell script with one curl command a hop that sends that request again, and nothing else: no redirect is
/// followed, no field is added, no file is read. What a command line cannot carry is named in a comment.
QByteArray writeCurl(const Trace &trace);
/// The command of one hop, with its comments.
QByteArray curlCommand(const Hop &hop);

} // namespace hopscope
