// SPDX-License-Identifier: MIT
#include "class/classtext.h"

#include <QCoreApplication>

#include <iterator>

namespace hopscope
{

namespace
{

/// In the order of ClassText.
constexpr const char *kTexts[] = {
    QT_TRANSLATE_NOOP("class", "\"%1\" is not an IP address: choose one of this machine's (%2)"),
    QT_TRANSLATE_NOOP("class", "%1 is not an address of this machine: choose one of %2"),
    QT_TRANSLATE_NOOP("class", "If no device gets here, a firewall may close the ports %1. These commands open them:"),
    QT_TRANSLATE_NOOP("class", "a browser without a name"),
    QT_TRANSLATE_NOOP("class", "%1 on %2"),
    QT_TRANSLATE_NOOP("class",
                      "This lesson has servers with https, whose certificate no phone trusts: it is for votes only."),
    QT_TRANSLATE_NOOP("class", "A name has %1 characters at most. Shorten it."),
    QT_TRANSLATE_NOOP("class", "The name has characters that cannot be shown. Leave them out."),
    QT_TRANSLATE_NOOP("class", "The class is full. Ask your teacher."),
    QT_TRANSLATE_NOOP("class", "That question is over. Here is the one that is asked now."),
    QT_TRANSLATE_NOOP("class", "The question is not open, so this vote does not count."),
    QT_TRANSLATE_NOOP("class", "There is no such option. Choose one of these."),
    QT_TRANSLATE_NOOP("class", "Type the word that your teacher shows."),
    QT_TRANSLATE_NOOP("class", "Word"),
    QT_TRANSLATE_NOOP("class", "Name (you may leave it out)"),
    QT_TRANSLATE_NOOP("class", "Go in"),
    QT_TRANSLATE_NOOP("class", "That is not the word. Look at it again: it has six letters."),
    QT_TRANSLATE_NOOP("class",
                      "Too many requests come from your address. Wait a few seconds, then load the page again."),
    QT_TRANSLATE_NOOP("class", "This server is %1 and nothing else: type this address."),
    QT_TRANSLATE_NOOP("class", "The form is from another site, so it does not count. Use the page of the class."),
    QT_TRANSLATE_NOOP("class", "Go to the page of the class first, and type the word there."),
    QT_TRANSLATE_NOOP("class", "There is no such page. Go back to the class."),
    QT_TRANSLATE_NOOP("class", "The class is over."),
    QT_TRANSLATE_NOOP("class", "The class was open for three hours and is closed now. Open it again to go on."),
    QT_TRANSLATE_NOOP("class", "Question %1 of %2"),
    QT_TRANSLATE_NOOP("class", "Wait: your teacher opens the question soon."),
    QT_TRANSLATE_NOOP("class", "Tap your answer. You can change it until the vote closes."),
    QT_TRANSLATE_NOOP("class", "Your answer: %1"),
    QT_TRANSLATE_NOOP("class", "You have not answered."),
    QT_TRANSLATE_NOOP("class", "Your answer counts: %1"),
    QT_TRANSLATE_NOOP("class", "The vote is closed."),
    QT_TRANSLATE_NOOP("class", "Right: %1"),
    QT_TRANSLATE_NOOP("class", "Source: %1"),
    QT_TRANSLATE_NOOP("class", "Load this page again"),
    QT_TRANSLATE_NOOP("class", "Your device is the client"),
    QT_TRANSLATE_NOOP(
        "class", "Your browser really sends the requests of the lesson, to two servers of this class. Make the visits "
                 "in their order, then come back here."),
    QT_TRANSLATE_NOOP("class", "Go to the visits"),
    QT_TRANSLATE_NOOP("class", "Your device has sent"),
    QT_TRANSLATE_NOOP("class", "Nothing yet."),
    QT_TRANSLATE_NOOP("class", "Start again"),
    QT_TRANSLATE_NOOP("class", "Request %1"),
    QT_TRANSLATE_NOOP("class", "no body"),
    QT_TRANSLATE_NOOP("class", "body of %1 bytes"),
    QT_TRANSLATE_NOOP("class", "predicted (%1)"),
    QT_TRANSLATE_NOOP("class", "DIFFERS: %1"),
    QT_TRANSLATE_NOOP("class", "as predicted (%1)"),
    QT_TRANSLATE_NOOP("class", "not sent"),
    QT_TRANSLATE_NOOP("class", "Device %1%2: %3, visit %4"),
    QT_TRANSLATE_NOOP("class", "Visit %1"),
    QT_TRANSLATE_NOOP("class", "No device has made all visits of the scenario, so there is nothing to export."),
    QT_TRANSLATE_NOOP("class", "right"),
    QT_TRANSLATE_NOOP("class", "%1 devices, %2 votes"),
    QT_TRANSLATE_NOOP("class", "Homework"),
    QT_TRANSLATE_NOOP("class",
                      "Answer every question, save the file, and hand it in as your teacher says. It is signed: a "
                      "change of it is seen."),
    QT_TRANSLATE_NOOP("class", "Save my answers"),
    QT_TRANSLATE_NOOP("class", "Answer every question first: number %1 is missing."),
    QT_TRANSLATE_NOOP("class", "Back to the class"),
};

static_assert(std::size(kTexts) == size_t(ClassText::LastRow));

} // namespace

QString classText(ClassText text)
{
    return classText(kTexts[int(text)]);
}

QString classText(const char *source)
{
    return QCoreApplication::translate("class", source);
}

} // namespace hopscope
