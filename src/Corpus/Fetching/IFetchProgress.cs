namespace MlPipeline.Corpus.Fetching;

/// <summary>Is told how a crawl goes.</summary>
internal interface IFetchProgress
{
    /// <summary>A letter's page was read.</summary>
    void OnLetter(int done, int total, Uri page, int names);

    /// <summary>A name's own page was read, or passed over.</summary>
    void OnDetail(int done, int total);

    /// <summary>Something that explains a wait.</summary>
    void OnNote(string note);
}
