// SPDX-License-Identifier: MIT
#include "redirect/client/clientwords.h"

namespace hopscope
{

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
