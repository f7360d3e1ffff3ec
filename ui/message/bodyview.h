// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTreeView;

namespace hopscope
{

class JsonModel;

/// A body as text, as a JSON tree, as a picture or in hexadecimal; opens with what fits it best.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    enum Mode { Text, Json, Image, Hex, ModeCount };

    explicit BodyView(const QString &name, QWidget *parent = nullptr);

    void showBody(const Body &body, const QByteArray &contentType);
    /// Shows and selects characters of bodyText(), wherever they stand in it.
    void showMatch(qsizetype from, qsizetype length);
    /// Facts of the body, for a title.
    QLabel *facts() const { return m_facts; }
    QWidget *modeBox() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void offer(Mode best);
    void refresh();
    QStringList showText();
    void showHex();
    void showJson();
    void showImage();
    QTreeView *tree();
    void treeMenu(QPoint point);

    QString m_name;
    Body m_body;
    QByteArray m_contentType;
    qsizetype m_start = 0; ///< of the characters that are shown as text
    QString m_shown;       ///< as text
    QComboBox *m_mode;
    QLabel *m_facts;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    QLabel *m_image;
    JsonModel *m_json = nullptr;
    QTreeView *m_tree = nullptr; ///< created with the first JSON text
};

} // namespace hopscope
