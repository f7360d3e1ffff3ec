// SPDX-License-Identifier: MIT
#include "http/uriparts.h"
#include "redirect/journey.h"
#include "redirect/page.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

/// Goes on where the page asks for another one.
bool Journey::refresh(Hop &hop, const Refresh &wanted, const QDateTime &now)
{
    m_pages.insert(withoutFragment(hop.request.url));
    const int total = m_before + int(m_earlier.size());
    if (m_pages.contains(withoutFragment(wanted.target))) {
        hop.redirect->reason = u"The page asks for %1 again after %2 seconds, where the browser was already. Hopscope "
                               "stops here; the browser goes on for as long as the page is open."_s.arg(
                                   QString::fromUtf8(wanted.target), QString::number(wanted.seconds));
        return false;
    }
    if (m_pages.size() > kMaxRefreshes || (m_options.maxHops >= 0 && total >= m_options.maxHops)) {
        hop.redirect->reason =
            u"The page asks for %1. Hopscope stops here: it follows at most %2 such pages, and no more than --max-hops."_s
                .arg(QString::fromUtf8(wanted.target), QString::number(kMaxRefreshes));
        return false;
    }
    FirstRequest wish = m_wish;
    wish.now = now;
    if (m_options.keepsCookies)
        wish.jar = m_memory.jar;
    const Decision next = afterRefresh(m_profile, chainOf(hop.request, *hop.response, now), wanted, wish);
    hop.redirect = next.redirect;
    m_before = total + 1;
    m_earlier = {};
    m_referrers = ReferrerPolicy::Empty;
    m_firstUrl = wanted.target;
    m_cookies.sent = next.cookies;
    advance(*next.next, wanted.kind, false, now);
    if (!m_options.follows) {
        m_own.clear();
        endBefore(m_pending.value_or(*next.next));
    }
    return true;
}

} // namespace hopscope
