namespace Hongyan.Features.Import.Layout;

/// <summary>The fields of each kind of file. A heading is looked for in this order, so the narrower field stands first.</summary>
internal static class Fields
{
    public const string Name = "name";
    public const string Sex = "sex";
    public const string IdNumber = "idNumber";
    public const string Born = "born";
    public const string Education = "education";
    public const string Phone = "phone";
    public const string Branch = "branch";
    public const string Remark = "remark";

    public const string Departed = "departed";
    public const string Arrived = "arrived";
    public const string Returned = "returned";
    public const string ExpectedReturn = "expectedReturn";
    public const string Destination = "destination";
    public const string Reason = "reason";
    public const string Employer = "employer";
    public const string Certificate = "certificate";
    public const string HomeContact = "homeContact";
    public const string HomePhone = "homePhone";
    public const string Home = "home";
    public const string HomeCommittee = "homeCommittee";
    public const string HomePlace = "homePlace";
    public const string Host = "host";
    public const string HostContact = "hostContact";
    public const string HostPhone = "hostPhone";

    public const string Nation = "nation";
    public const string Status = "status";
    public const string Joined = "joined";
    public const string Converted = "converted";
    public const string Extended = "extended";
    public const string Post = "post";
    public const string Address = "address";
    public const string MigrantWorker = "migrantWorker";

    /// <summary>Why there is no ID number: typed on a page, no column of a file.</summary>
    public const string NoNumber = "noNumber";

    public const string Code = "code";
    public const string Kind = "kind";
    public const string Superior = "superior";
    public const string Region = "region";
    public const string Fax = "fax";
    public const string Postcode = "postcode";

    public const string Level = "level";
    public const string Place = "place";
    public const string RegionUnknown = "regionUnknown";
    public const string SuperiorName = "superiorName";
    public const string NationalCode = "nationalCode";
    public const string Email = "email";
    public const string Contact = "contact";
    public const string ContactPost = "contactPost";
    public const string ContactPhone = "contactPhone";
    public const string Ways = "ways";

    private static readonly Field NameField =
        new(Name, "姓名", "党员姓名", "流动党员姓名", "名字") { Required = true };
    private static readonly Field SexField = new(Sex, "性别");
    private static readonly Field IdField =
        new(IdNumber, "身份证号码", "公民身份号码", "公民身份证号码", "身份证号", "身份证", "居民身份证号码", "居民身份证号", "身份证件号码", "证件号码", "身份号码", "身份号");
    private static readonly Field BornField = new(Born, "出生年月", "出生日期", "出生时间", "出生年月日", "生日");
    private static readonly Field EducationField = new(Education, "学历", "文化程度", "学历情况", "最高学历");
    private static readonly Field PhoneField =
        new(Phone, "联系电话", "手机", "手机号码", "手机号", "电话", "电话号码", "移动电话", "联系方式", "本人联系电话", "本人电话", "党员联系电话", "流动党员联系电话", "联系方式手机", "联系方式电话");
    private static readonly Field AddressField = new(Address, "现居住地", "家庭住址", "现住址", "居住地址", "住址", "居住地", "现居住地址", "通讯地址", "流入地址");
    private static readonly Field RemarkField = new(Remark, "备注", "说明");
    private static readonly Field ReasonField = new(Reason, "外出原因", "外出事由", "流出原因", "流动原因", "流出理由", "外出理由", "流入原因", "外出缘由", "事由", "原因");
    private static readonly Field EmployerField = new(Employer, "外出单位", "工作单位", "务工单位", "就业单位", "现工作单位", "从业单位", "外出务工单位", "外出工作单位", "流入单位", "单位名称");
    private static readonly Field CertificateField = new(Certificate, "活动证号", "流动证号", "流动党员活动证号", "活动证编号", "流动党员证号", "流动党员活动证编号", "证书编号");
    private static readonly Field HomeContactField =
        new(HomeContact, "支部联系人", "支部联系人姓名", "党支部联系人", "流出地联系人", "流出地党组织联系人", "流出党支部联系人",
            "联系人及电话", "流出地联系人及电话", "流出地党组织联系人及电话", "支部联系人及电话", "流出地联系人姓名", "流出地联系人和电话");
    private static readonly Field HomePhoneField =
        new(HomePhone, "支部联系电话", "支部电话", "党支部联系电话", "流出地联系电话", "流出地电话", "流出地联系人电话", "流出地联系人联系电话", "流出地党组织联系电话", "流出党支部联系电话", "所在支部联系电话", "党组织联系电话", "支部联系人电话");
    private static readonly Field OutsideContactField = HomeContactField with { Headings = ["流出地联系人", .. HomeContactField.Headings] };
    private static readonly Field OutsidePhoneField = HomePhoneField with { Headings = ["流出地联系电话", .. HomePhoneField.Headings] };
    private static readonly Field HomeCommitteeField =
        new(HomeCommittee, "流出地党委", "流出党委", "流出地基层党委", "流出地上级党组织", "流出地上级党委", "流出地所属党委", "流出地党工委");
    private static readonly Field HomePlaceField = new(HomePlace, "流出地", "流出地省市县", "流出省市县", "流出地所在地", "流出地行政区划", "流出地区", "流出地区划");
    private static readonly Field StatusField = new(Status, "人员类别", "党员类别", "党员类型", "正式或预备", "党籍状态");
    private static readonly string[] HomeHeadings =
        ["流出地党组织", "正式组织关系所在支部", "组织关系所在支部", "组织关系所在地", "组织关系所在党支部", "流出地党支部", "流出党支部", "流出党组织", "原党支部", "原所在支部", "流出地单位", "流出地党组织名称"];
    private static readonly Field DepartedField =
        new(Departed, "外出时间", "外出日期", "流出时间", "流出日期", "离开时间", "外出起始时间", "外出年月", "流动时间", "外出流动时间");
    private static readonly string[] BranchHeadings =
        ["所在支部", "所在党支部", "党支部", "所属支部", "所属党支部", "支部", "支部名称", "党支部名称", "所在党组织", "所属党组织", "组织名称", "所在党支部名称"];

    private static readonly Dictionary<string, Field[]> ByKind = new()
    {
        [ImportKind.Organizations] =
        [
            new(Code, "组织代码", "党组织代码", "组织编码", "党组织编码", "代码", "编码", "组织编号") { Required = true },
            new(Name, "组织名称", "党组织名称", "名称", "党组织全称", "全称", "组织全称") { Required = true },
            new(Kind, "组织类别", "党组织类别", "类别", "组织类型", "党组织类型", "类型") { Required = true },
            new(Superior, "上级组织代码", "上级党组织代码", "上级代码", "上级编码", "上级组织编码"),
            new(Region, "行政区划代码", "区划代码", "行政区划"),
            new(Phone, "联系电话", "电话", "办公电话", "固定电话", "联系方式"),
            new(Address, "地址", "通讯地址", "办公地址", "详细地址"),
            new(Fax, "传真", "传真号码", "传真电话"),
            new(Postcode, "邮编", "邮政编码"),
        ],
        [ImportKind.Members] =
        [
            NameField, SexField with { Required = true }, IdField with { Required = true }, BornField with { Required = true },
            new(Branch, [.. BranchHeadings, "正式组织关系所在支部", "组织关系所在支部", "组织关系所在党支部"]) { Required = true },
            new(Nation, "民族"), EducationField,
            StatusField,
            PhoneField,
            new(Joined, "入党日期", "入党时间", "入党年月", "加入党组织日期", "加入党组织时间", "加入中共组织日期"),
            new(Converted, "转正日期", "转正时间", "转为正式党员日期"),
            new(Extended, "延长预备期时间", "延长预备期至", "预备期延长至"),
            new(Post, "工作岗位", "职业", "个人身份", "从事职业", "岗位"),
            new(MigrantWorker, "是否农民工", "农民工"),
            AddressField,
        ],
        [ImportKind.Outflow] =
        [
            NameField, SexField, IdField, BornField, EducationField,
            new(Branch, ["正式组织关系所在支部", "组织关系所在支部", "组织关系所在党支部", "流出地党支部", "流出党支部", .. BranchHeadings, "流出地党组织", "流出地单位"]) { Required = true },
            DepartedField with { Required = true },
            new(Returned, "返回时间", "返回日期", "回归时间", "返乡时间", "结束流动日期"),
            new(ExpectedReturn, "预计返回时间", "预计返回日期", "拟返回时间", "计划返回时间"),
            new(Destination, "外出地点", "外出流向", "流入地", "外出地", "流入地点", "外出去向", "外出地址", "流向", "现所在地", "流出地点", "外出所在地"),
            new(Host, "流入地党组织", "流入地党支部", "流入党组织", "流入党支部", "流入地党组织名称", "接收党组织"),
            new(HostPhone, "流入地联系电话", "流入地党组织联系电话", "流入党组织联系电话"), new(HostContact, "流入地联系人", "流入地党组织联系人", "流入党组织联系人"),
            ReasonField, EmployerField, PhoneField, HomePhoneField, HomeContactField, CertificateField, RemarkField,
        ],
        [ImportKind.Inflow] =
        [
            NameField, SexField, IdField, BornField, EducationField,
            new(Branch, ["流入党支部", "流入支部", "流入地党支部", "编入党支部", "编入支部", "接收党支部", "现所在支部", "现所在党支部", "流入组织", "流入党组织", .. BranchHeadings]) { Required = true },
            new(Arrived, "流入时间", "流入日期", "报到时间", "报到日期", "来本地时间") { Required = true },
            DepartedField,
            new(Returned, "返回时间", "返回日期", "回归时间", "离开日期", "结束流动日期"),
            new(Home, HomeHeadings), HomeCommitteeField, HomePlaceField,
            AddressField with { Key = Destination }, ReasonField, EmployerField, PhoneField, OutsidePhoneField, OutsideContactField, CertificateField,
            StatusField, RemarkField,
        ],
        [ImportKind.Announced] =
        [
            NameField, SexField, IdField, BornField, EducationField,
            new(Home, [.. BranchHeadings, .. HomeHeadings]), HomeCommitteeField, HomePlaceField,
            DepartedField, new(Destination, "外出地点", "外出流向", "流入地", "外出地", "流入地点", "外出去向", "外出地址", "流向", "现所在地", "现居住地"),
            ReasonField, EmployerField, PhoneField, OutsidePhoneField, OutsideContactField, CertificateField, StatusField, RemarkField,
        ],
        [ImportKind.Outside] =
        [
            new(Name, "组织名称", "党组织名称", "名称", "党组织全称", "全称", "系统外党组织") { Required = true },
            new(Level, "组织层级", "层级", "组织类别", "党组织类别", "类别"),
            new(Place, "行政区划", "所在地区", "地区", "所在地", "省市县"),
            new(Region, "行政区划代码", "区划代码"),
            new(RegionUnknown, "地区不明的原因"),
            new(SuperiorName, "上级党组织", "上级组织", "上级"),
            new(NationalCode, "组织代码", "党组织代码", "组织编码"),
            new(Address, "地址", "通讯地址", "办公地址", "详细地址"),
            new(Postcode, "邮编", "邮政编码"),
            new(ContactPhone, "联系人电话", "联系人手机"),
            new(Phone, "电话", "联系电话", "办公电话", "固定电话"),
            new(Fax, "传真", "传真号码", "传真电话"),
            new(Email, "电子邮箱", "邮箱", "电子邮件"),
            new(ContactPost, "联系人职务", "职务"),
            new(Contact, "联系人", "联系人姓名"),
            new(Ways, "联系途径", "联系方式"),
            RemarkField,
        ],
    };

    public static IReadOnlyList<Field> Of(string kind) => ByKind[kind];

    public static Field Of(string kind, string key) => ByKind[kind].First(field => field.Key == key);
}
