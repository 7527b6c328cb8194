# صفحات الميدان: هواتف عند باب الحافلة ونقطة التفتيش والاستقبال.

phone-title = كوريدور – الميدان
phone-home = المهام
phone-unsent = { $n ->
    [zero] أُرسل كل شيء
    [one] بيان واحد لم يُرسل بعد
    [two] بيانان لم يُرسلا بعد
    [few] { $n } بيانات لم تُرسل بعد
    [many] { $n } بياناً لم يُرسل بعد
   *[other] { $n } بيان لم يُرسل بعد
}
phone-unsent-short = لم يُرسل
phone-drill = تمرين – لا أحد حقيقي
phone-opening = يُفتح …
phone-no-key = لا يستطيع هذا المتصفح التوقيع هنا
phone-plain = افتح الصفحة البسيطة
nokey-insecure = وصلت الصفحة بلا تشفير، فلا يعطيها المتصفح مفتاحاً ولا كاميرا. افتحها عبر https بعد الوثوق بشهادة المركز، أو استعمل الصفحة البسيطة: المركز يوقّع عنك هناك.
nokey-no_ed25519 = لا يعرف هذا المتصفح التواقيع المستعملة هنا (Ed25519). حدّثه أو استعمل الصفحة البسيطة: المركز يوقّع عنك هناك.
nokey-no_storage = لا يحفظ هذا المتصفح شيئاً (نافذة خاصة؟). افتح نافذة عادية أو استعمل الصفحة البسيطة.
phone-storage-little = ذاكرة الهاتف تكاد تمتلئ. أفرغ مكاناً الآن: احذف صوراً أو برامج.
phone-storage-full = الذاكرة ممتلئة: لا تسجيل جديداً على هذا الهاتف كي لا يضيع شيء. أفرغ مكاناً أو استعمل هاتفاً آخر.
phone-not-kept = لم يُسجَّل شيء: { $why }
phone-kept = سُجّل على هذا الهاتف
phone-revoked = أُنهيت صلاحية هذا الهاتف. ما يقوله يُحفظ ولا يُحتسب.
phone-forked = وقّع هذا الهاتف سجلّين مختلفين. سلّمه وخذ غيره.
phone-asks = لم يقبل أحد هذا الهاتف بعد. أرِ رمزه؛ ما يقوله يُحفظ حتى ذلك الحين.
phone-held = { $n ->
    [zero] كل ما قاله هذا الهاتف محتسب
    [one] بيان واحد من هذا الهاتف لا يُحتسب الآن
    [two] بيانان من هذا الهاتف لا يُحتسبان الآن
    [few] { $n } بيانات من هذا الهاتف لا تُحتسب الآن
    [many] { $n } بياناً من هذا الهاتف لا يُحتسب الآن
   *[other] { $n } بيان من هذا الهاتف لا يُحتسب الآن
}
phone-refused = رفض المركز بياناً من هذا الهاتف ولا يستطيع أخذ ما بعده: { $why }. أرِ هذا لمسؤول المركز؛ كل شيء ما زال محفوظاً هنا.
phone-knows = { $n ->
    [zero] لا يعرف أي مجموعة
    [one] يعرف مجموعة واحدة
    [two] يعرف مجموعتين
    [few] يعرف { $n } مجموعات
    [many] يعرف { $n } مجموعة
   *[other] يعرف { $n } مجموعة
}
phone-no-hub = لم يلتقِ هذا الهاتف بالمركز بعد. اتصل بشبكته وأبقِ الصفحة مفتوحة.
phone-admitted = مقبول بصفة { $role }
phone-own-code = رمز هذا الهاتف
phone-words-aloud = اقرأ هذه الكلمات جهراً لمن يقبل هذا الهاتف؛ يجب أن تتطابق على الشاشتين.
phone-role = لأي عمل هذا الهاتف؟
phone-place = أين
phone-label = اسم هذا الموقع
phone-label-hint = مثل «البوابة ٢». لا تكتب اسم شخص أبداً.
phone-enrol = اطلب الانضمام
post-registrar = مسجِّل
post-gate = بوابة
post-convoy_leader = قائد القافلة
post-receiver = مستقبِل
post-clinician = طبيب
post-coordinator = منسِّق
task-register = تسجيل أسرة
task-people = قائمة الرموز
task-needs = الاحتياجات والجواب
task-board = الصعود
task-gate = المغادرة
task-pass = عبور نقطة تفتيش
task-remove = أُنزل أحدهم
task-arrive = الوصول
task-hand = التسليم
task-life = ولادة أو وفاة
task-device = هذا الهاتف
phone-code = الرمز على البطاقة
phone-look = انظر
phone-camera = امسح بالكاميرا
phone-camera-close = أغلق الكاميرا
phone-no-camera = لا كاميرا هنا: اكتب الرمز.
code-length = الرمز ثمانية أحرف. اقرأه من البطاقة مرة أخرى.
code-sign = «{ $sign }» ليس في أي رمز: لا تُستعمل 0 و1 وI وL وO وU أبداً.
code-check = قراءة أو كتابة خاطئة: الحرف الأخير لا يوافق. اقرأ مرة أخرى.
phone-less = أقل: { $what }
phone-more = أكثر: { $what }
phone-trip-choose = أي مركبة؟ جزء من رقمها
phone-trip-change = مركبة أخرى
phone-trip-none = لا مركبة موافقة. تأكد أن الهاتف التقى بالمركز منذ تغيّر الخطة.
phone-more-hidden = { $n } أخرى: اكتب جزءاً من الرقم
phone-persons = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
}
phone-who = المس مرة لكل شخص
phone-who-first = أولاً من في الأسرة
phone-tap-need = المس الشخص لاختيار مقعد أو نقالة
who-woman = امرأة
who-man = رجل
who-girl = بنت ٥–١٧
who-boy = ولد ٥–١٧
who-infant = دون الخامسة
who-older = ٦٠ فأكثر
who-anybody = غير محدد
need-other = مقعد
need-wounded = جريح، مقعد
need-stretcher = نقالة
need-oxygen = أكسجين
phone-one-less = احذف الأخير
phone-alone = طفل بلا أسرته: يجب أن يكون مسؤولٌ بالغ أو وكالة عنه عند الطرفين. لا يظهر في أي قائمة أو بحث.
phone-alone-from = المسؤول حتى الوصول (رمز بالغ أو وكالة)
phone-alone-to = المسؤول بعد الوصول (رمز بالغ أو وكالة)
phone-to = إلى أين
phone-told = نسألكم إن كنتم تريدون الذهاب إلى { $place }. لكم أن ترفضوا ولن يُساء إليكم بسبب ذلك. ولكم أن تغيّروا رأيكم حتى تغادر المركبة. لا يستطيع أحد أن يضمن سلامة الطريق.
phone-told-in = قيل بلغة
tongue-en = الإنجليزية
tongue-ar = العربية
tongue-fr = الفرنسية
phone-interpreter = بمترجم
answer-yes = يوافق على الذهاب
answer-declined = يرفض
answer-stays = يبقى الآن
answer-withdrawn = يتراجع
phone-card = بطاقة
phone-own-codes = رمز كل شخص
phone-print = اطبع
phone-next = الأسرة التالية
phone-by-hand = لا طابعة: انسخ الرمز الكبير بخط اليد على بطاقة ثم اقرأه للتأكد.
phone-go = اصعد
phone-stop = قف
stop-unknown = لا يعرف هذا الهاتف الرمز
stop-departed = غادرت المركبة
stop-here = على متنها من قبل
stop-elsewhere = صعد أو استُقبل في مكان آخر
stop-not_agreed = لا موافقة على هذه الوجهة
stop-later = مكانهم في مركبة لاحقة
stop-wrong_vehicle = مكانهم في مركبة أخرى
stop-child_alone = طفل وحيد: لا مسؤول عنه عند الطرفين
stop-incomplete = المجموعة غير مكتملة
stop-companion = المرافق غير موجود
stop-escort = المرافق الإنساني ليس على المتن
stop-full = لا مقعد ولا مكان نقالة
phone-seats = المقاعد المشغولة
phone-escorts = { $n ->
    [zero] المرافقون على المتن
    [one] المرافقون على المتن (يلزم واحد)
    [two] المرافقون على المتن (يلزم اثنان)
    [few] المرافقون على المتن (يلزم { $n })
    [many] المرافقون على المتن (يلزم { $n })
   *[other] المرافقون على المتن (يلزم { $n })
}
phone-on-board = { $n ->
    [zero] على المتن: لا أحد
    [one] على المتن: شخص واحد
    [two] على المتن: شخصان
    [few] على المتن: { $n } أشخاص
    [many] على المتن: { $n } شخصاً
   *[other] على المتن: { $n } شخص
}
phone-boarded = { $n ->
    [zero] صعد: لا أحد
    [one] صعد: شخص واحد
    [two] صعد: شخصان
    [few] صعد: { $n } أشخاص
    [many] صعد: { $n } شخصاً
   *[other] صعد: { $n } شخص
}
phone-all-here = { $n ->
    [zero] الجميع هنا
    [one] الجميع هنا (1)
    [two] الاثنان هنا
    [few] الجميع هنا ({ $n })
    [many] الجميع هنا ({ $n })
   *[other] الجميع هنا ({ $n })
}
phone-split = يسافرون منفصلين: يوافق البالغ { $code }
phone-agree-now = يوافقون الآن على الذهاب إلى { $place }
phone-code-alone = يسافر بالرمز وحده ويوافق على الذهاب إلى { $place }
phone-close = أغلق
phone-headcount = عدد الأشخاص المعدودين على المتن
phone-scanned = { $n ->
    [zero] معروفون على المتن بالرمز: لا أحد
    [one] معروفون على المتن بالرمز: شخص واحد
    [two] معروفون على المتن بالرمز: شخصان
    [few] معروفون على المتن بالرمز: { $n } أشخاص
    [many] معروفون على المتن بالرمز: { $n } شخصاً
   *[other] معروفون على المتن بالرمز: { $n } شخص
}
phone-differs = العدد والرموز مختلفان: لماذا؟
phone-ok = تمام
phone-missing = ناقص
gate-escort = المرافق على المتن
gate-seats = لكل شخص مقعد
gate-agreed = وافق كل من على المتن
gate-corridor = الممر مفتوح
gate-counted = العدد = الرموز أو سبب
gate-gate = تأكيد البوابة
gate-leader = تأكيد قائد القافلة
phone-confirm = أؤكد: { $n } على المتن
phone-confirmed = تم التأكيد
phone-depart = تغادر
phone-departed = غادرت
phone-show-other = بلا شبكة: دع الهاتف الآخر يمسح هذا
phone-scan-other = بلا شبكة: امسح تأكيد الآخر
phone-no-confirmation = ليس هذا تأكيداً من هاتف آخر لهذه المركبة.
phone-no-points = لا نقطة تفتيش على هذا الطريق.
phone-point = نقطة التفتيش
phone-in = دخول
phone-out = خروج
phone-entered = { $n ->
    [zero] دخلت ومعها: لا أحد
    [one] دخلت ومعها: شخص واحد
    [two] دخلت ومعها: شخصان
    [few] دخلت ومعها: { $n } أشخاص
    [many] دخلت ومعها: { $n } شخصاً
   *[other] دخلت ومعها: { $n } شخص
}
phone-through = { $n ->
    [zero] عبرت ومعها: لا أحد
    [one] عبرت ومعها: شخص واحد
    [two] عبرت ومعها: شخصان
    [few] عبرت ومعها: { $n } أشخاص
    [many] عبرت ومعها: { $n } شخصاً
   *[other] عبرت ومعها: { $n } شخص
}
phone-fewer = ينقص { $n } عن المعروفين. إن أُنزل أحدهم فقل ذلك الآن:
phone-remove-hint = هذا يفتح البحث فوراً. صف من فعل؛ لا تكتب اسماً أبداً.
phone-take-out = احذف { $code }
phone-where = أين
phone-ago = قبل كم دقيقة
phone-by = من الفاعل كما شوهد
phone-witness = من شاهد إن لم تكن أنت (موقع لا اسم)
phone-reliability = المصدر
phone-credibility = المضمون
relied-A = موثوق
relied-B = موثوق عادة
relied-C = موثوق إلى حد ما
relied-D = غير موثوق عادة
relied-E = غير موثوق
relied-F = لا يمكن الحكم
credited-1 = مؤكد
credited-2 = محتمل
credited-3 = ممكن
credited-4 = مشكوك فيه
credited-5 = مستبعد
credited-6 = لا يمكن الحكم
phone-remove = سجّل الإنزال
phone-removed = سُجّل. يبدأ البحث حين يعلم المركز.
phone-arrive = وصلت
phone-arrived = { $n ->
    [zero] وصلت وعُدّ: لا أحد
    [one] وصلت وعُدّ: شخص واحد
    [two] وصلت وعُدّ: شخصان
    [few] وصلت وعُدّ: { $n } أشخاص
    [many] وصلت وعُدّ: { $n } شخصاً
   *[other] وصلت وعُدّ: { $n } شخص
}
phone-to-receive = { $n ->
    [zero] بقي للاستقبال: لا أحد
    [one] بقي للاستقبال: شخص واحد
    [two] بقي للاستقبال: شخصان
    [few] بقي للاستقبال: { $n } أشخاص
    [many] بقي للاستقبال: { $n } شخصاً
   *[other] بقي للاستقبال: { $n } شخص
}
phone-received = { $n ->
    [zero] استُقبل: لا أحد
    [one] استُقبل: شخص واحد
    [two] استُقبل: شخصان
    [few] استُقبل: { $n } أشخاص
    [many] استُقبل: { $n } شخصاً
   *[other] استُقبل: { $n } شخص
}
phone-received-already = استُقبل من قبل أو ليس على هذه المركبة.
phone-received-unlisted = استُقبل لكنه غير معروف على هذه المركبة. انظر البطاقة ثانية.
phone-who-missing = من بقي
phone-empty = المركبة فارغة
phone-is-empty = عُدّت فارغة. من لم يُستقبل صار مفقوداً برمزه.
phone-hand-to = من يتسلّمهم: مستشفى أو وكالة
phone-hand = سلّم
phone-handed = { $n ->
    [zero] سُلّم: لا أحد
    [one] سُلّم: شخص واحد
    [two] سُلّم: شخصان
    [few] سُلّم: { $n } أشخاص
    [many] سُلّم: { $n } شخصاً
   *[other] سُلّم: { $n } شخص
}
phone-hand-show = دع الهاتف الآخر يمسح هذا ليوقّع معك
phone-countersign = توقيع مقابل
phone-countersign-hint = امسح التسليم من الهاتف الآخر
phone-countersigned = وُقّع مقابلاً
phone-no-handover = ليس هذا تسليماً من هاتف آخر.
phone-life-code = الرمز: مجموعة المولود أو المتوفى
phone-birth = وُلد طفل
phone-death = توفي هذا الشخص
phone-birth-kept = سُجّلت الولادة
phone-death-kept = سُجّلت الوفاة
phone-one-person = هذا رمز مجموعة: امسح رمز الشخص نفسه.
phone-child-code = رمز الطفل
phone-on-trip = المركبة
phone-companion = المرافق
phone-companion-code = رمز المرافق
phone-nobody = لا أحد
phone-yes = نعم
phone-no = لا
phone-keep = سجّل
phone-answer = الجواب
phone-no-answer = لم يُسأل بعد
phone-code-part = بداية الرمز
phone-parties = المجموعات: { $n }
plain-title = كوريدور – الصفحة البسيطة
plain-intro = للمتصفحات التي لا تستطيع التوقيع. المركز يوقّع ما تقوله هنا باسم هذا الموقع بعد قبوله. يلزم الاتصال بشبكة المركز.
plain-kept = سُجّل ووقّعه المركز
plain-photo = صورة الرمز
plain-photo-none = لم تكن هناك صورة.
plain-photo-kind = ليست هذه صورة JPEG أو PNG بحجم معقول.
plain-photo-unread = لم يُقرأ رمز في الصورة: أمسك البطاقة مستوية وقريبة وفي ضوء جيد أو اكتب الرمز.
plain-numbers = كم من كل فئة؛ ومن الجميع كم يحتاج نقالة وكم جريح
plain-children = يُسجَّل الأطفال وحدهم على هاتف يوقّع أو على الورق: يجب كتابة المسؤول عنهم.
plain-vehicle = المركبة
plain-escorts = المرافقون على المتن
plain-board = على المتن: { $n }
plain-all-here = الجميع هنا: { $n }
plain-receive = استقبل
phone-ticket = تذكرة صحيحة للمركبة { $trip } في { $time }، عدد الأشخاص: { $n }
ticket-damaged = لا تُقرأ التذكرة. امسحها ثانية أو اكتب رمز البطاقة.
ticket-foreign = هذه التذكرة لعملية أخرى.
ticket-forged = لم توقّع هذه العملية هذه التذكرة. احتفظ بها وأبلغ المنسق.
phone-gone = لقد غادروا: لا يمكن تغيير الجواب بعد الآن.
phone-give = استعمل بطاقة مطبوعة
phone-given = الرمز على البطاقة المطبوعة
phone-given-is = البطاقة { $code }
phone-given-taken = هذه البطاقة لشخص آخر: خذ غيرها.
where-waiting = ينتظر
where-declined = لا يذهب
where-on = في الطريق
where-left = نزل في الطريق
where-out = خرج
where-died = توفي
where-unaccounted = غير معروف المكان
