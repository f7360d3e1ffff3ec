// SPDX-License-Identifier: MIT
#include "redirect/client/clientwords.h"

namespace hopscope
{

std::span<const Word<HstsUse>> wordsOf(HstsUse)
{
    static constexpr Word<HstsUse> words[] = {
        {HstsUse::Never, "never"},
        {HstsUse::ByOption, "by-option"},
        {HstsUse::OneRun, "one-run"},
        {HstsUse::Always, "always"},
    };
    return words;
}

std::span<const Word<HstsLines>> wordsOf(HstsLines)
{
    static constexpr Word<HstsLines> words[] = {
        {HstsLines::First, "first"},
        {HstsLines::Each, "each"},
    };
    return words;
}

std::span<const Word<PortPolicy>> wordsOf(PortPolicy)
{
    static constexpr Word<PortPolicy> words[] = {
        {PortPolicy::None, "none"},
        {PortPolicy::Fetch, "fetch"},
        {PortPolicy::Chromium, "chromium"},
    };
    return words;
}

} // namespace hopscope
