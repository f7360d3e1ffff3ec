// SPDX-License-Identifier: MIT
#pragma once

#include "text/htmlreader.h"

namespace hopscope
{

/// A <meta http-equiv=refresh>.
struct MetaRefresh {
    QByteArray content;
    std::optional<QByteArray> base; ///< the href of the page's first base element, when that stands in front

    bool operator==(const MetaRefresh &) const = default;
};

/// What in a page makes a browser load another one by itself.
struct HtmlScan {
    QList<MetaRefresh> refreshes; ///< in their order
    bool scriptChangesLocation = false;

    bool operator==(const HtmlScan &) const = default;
};

/// Those meta elements that are looked at, at most; a page has one.
inline constexpr qsizetype kMostMetaRefreshes = 100;

/// Reads a page in UTF-8 as a browser with scripting does (HTML standard 13.2). Scripts are those in the page, and
/// attributes that run without the user: onload, onpageshow, onerror. Linear in its size.
HtmlScan scanHtml(QByteArrayView page, HtmlSyntax syntax = HtmlSyntax::Html);

} // namespace hopscope
